const MIN_DIGITS = 8;

/** Shows ids by as many of their first digits as tell them apart, 8 at least. */
export function shortenIds(ids: readonly string[]): (id: string) => string {
  const different = [...new Set(ids)].toSorted();
  let digits = MIN_DIGITS;
  for (const [index, id] of different.entries()) {
    const next = different[index + 1] ?? "";
    while (digits < id.length && id.slice(0, digits) === next.slice(0, digits)) digits += 1;
  }
  return (id) => id.slice(0, digits);
}
