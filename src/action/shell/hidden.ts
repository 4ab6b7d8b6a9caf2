/** Whether a shell that expands this text would run something. */
export function holdsSubstitution(text: string): boolean {
  return text.includes("$(") || text.includes("`");
}

/**
 * A source in which the shell expands `text` as between double quotes, and does nothing else with it. Quotes
 * inside a substitution keep their meaning, as they do there: so it stands in a heredoc, and needs no escapes.
 */
export function toWordSource(text: string): string {
  const lines = new Set(text.split("\n"));
  let end = 0;
  while (lines.has(`E${end}`)) end += 1;
  return `: <<E${end}\n${text}\nE${end}\n`;
}
