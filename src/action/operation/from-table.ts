/** The value of a key, or another where there is none; a word of a command may be `constructor` too. */
export function fromTable<T, O>(
  table: Readonly<Partial<Record<string, T>>>,
  key: string | undefined,
  otherwise: O,
): T | O {
  if (key === undefined || !Object.hasOwn(table, key)) return otherwise;
  return table[key] ?? otherwise;
}
