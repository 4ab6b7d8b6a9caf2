/**
 * `text` without its last characters as long as they are `character`. A regular expression such as
 * `\n+$` would try again at each of many newlines in the middle.
 */
export function trimTrailing(text: string, character: string): string {
  let end = text.length;
  while (end > 0 && text.charAt(end - 1) === character) end -= 1;
  return text.slice(0, end);
}
