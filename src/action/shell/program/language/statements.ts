/** More text than this is not read. */
const MAX_UNITS = 65_536;
const MAX_STATEMENTS = 256;

/** A quoted word, a separator of statements, or part of a plain word. */
const TOKEN =
  /"((?:[^"`]|`[^]){0,1024})"|'((?:[^']|''){0,1024})'|([;|&\r\n{}()]+)|(\s+)|([^\s;|&{}()"']+)/g;

/**
 * The plain statements of PowerShell and cmd as words: `rm -r /; & "x y"` gives two. Blocks and parentheses begin
 * new ones; what begins with neither a name nor a path is none.
 */
export function readStatements(text: string): readonly (readonly string[])[] {
  const statements: string[][] = [[]];
  let open: string | undefined;
  const endWord = () => {
    if (open !== undefined) statements.at(-1)?.push(open);
    open = undefined;
  };
  for (const [, double, single, separator, space, plain] of text
    .slice(0, MAX_UNITS)
    .matchAll(TOKEN)) {
    if (separator === undefined && space === undefined)
      open = (open ?? "") + (double ?? single ?? plain ?? "");
    else endWord();
    if (separator !== undefined && statements.length < MAX_STATEMENTS) statements.push([]);
  }
  endWord();
  return statements.filter(([name = ""]) => /^[\w./\\~:-]+$/.test(name));
}
