/** How the escape character is written: as itself, and as strings in JSON, C and shells have it. */
const ESCAPES = ["\u001b", "\\u001b", "\\x1b", "\\033", "\\e"];

/** Longer than a colour of 24 bits for both text and background. */
const MAX_CHARS = 48;

/**
 * Whether the character is the last of an escape sequence of the terminal: the `m` of `ESC[01;31m`, the `K` of
 * `ESC[K`, both of which `grep --color` puts before what it has found.
 */
export function endsTerminalEscape(text: string, at: number): boolean {
  if (!/[A-Za-z]/.test(text.charAt(at))) return false;
  const before = text.slice(Math.max(0, at - MAX_CHARS), at + 1);
  const lower = before.toLowerCase();
  return ESCAPES.some((escape) => {
    const begun = lower.lastIndexOf(escape);
    return (
      begun >= 0 && /^(?:\[[0-9;:?]*[A-Za-z]|[()][AB])$/.test(before.slice(begun + escape.length))
    );
  });
}
