const SHOWN_UNITS = 4;

/**
 * What may be told of a secret: its length, and up to four leading characters when they are the
 * public prefix of its format, as in `ghp_…(40)`.
 * @param prefixes lower-case literals that the rule's secrets begin with.
 */
export function maskSecret(secret: string, prefixes: readonly string[]): string {
  const start = secret.slice(0, 64).toLowerCase();
  const prefix = prefixes.find((literal) => start.startsWith(literal)) ?? "";
  return `${secret.slice(0, Math.min(SHOWN_UNITS, prefix.length))}…(${secret.length})`;
}
