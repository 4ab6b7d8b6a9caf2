const MAX_SHOWN = 60;

/**
 * A short piece of an untrusted text, safe to show: one line, printable ASCII, the rest escaped, and
 * nothing in it that could be a token.
 */
export function showText(text: string): string {
  const short = text.slice(0, MAX_SHOWN * 2).replace(/[A-Za-z0-9+/_=-]{16,}/g, "…");
  const line = JSON.stringify(short.replace(/\s+/g, " ").trim()).replace(
    /[^\x20-\x7e…]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN)}…"` : line;
}
