/**
 * A value as validators and exceptions see it: in lower case, and, except in an e-mail address, without
 * what only groups its characters. The build does the same to the globs of exceptions.
 */
export function plainValue(value: string): string {
  const lower = value.toLowerCase();
  return lower.includes("@") ? lower : lower.replaceAll(/[\s().\-/]/g, "");
}
