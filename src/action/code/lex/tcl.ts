/** A word of a Tcl command. */
export interface TclWord {
  /** Without its quotes; `$x` and `[…]` as written. */
  readonly text: string;
  /** In braces nothing is substituted. */
  readonly isBraced: boolean;
  /** The commands in brackets. */
  readonly codes: readonly string[];
}

/** The commands of a script, each as its words. Linear; what is left open ends with the script. */
export function readTclCommands(source: string): readonly (readonly TclWord[])[] {
  const commands: TclWord[][] = [[]];
  for (let at = 0; at < source.length;) {
    const words = commands.at(-1) ?? [];
    const char = source.charAt(at);
    if (char === "\n" || char === ";") commands.push([]);
    if (char === "#" && words.length === 0) at = endOfLine(source, at);
    else if (/[\s;]/.test(char) || source.startsWith("\\\n", at)) at += 1;
    else {
      const end = endOfWord(source, at);
      words.push(toWord(source.slice(at, end)));
      at = end;
    }
  }
  return commands.filter((words) => words.length > 0);
}

function endOfLine(source: string, at: number): number {
  const end = source.indexOf("\n", at);
  return end < 0 ? source.length : end;
}

function endOfWord(source: string, start: number): number {
  const first = source.charAt(start);
  return first === "{" ? endOfBraces(source, start) : endOfOpen(source, start, first === '"');
}

function endOfBraces(source: string, start: number): number {
  let depth = 0;
  for (let at = start; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (char === "\\") at += 1;
    else if (char === "{") depth += 1;
    else if (char === "}") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return source.length;
}

/** Of a word with or without quotes: blanks in quotes and brackets are part of it. */
function endOfOpen(source: string, start: number, hasQuotes: boolean): number {
  let depth = 0;
  let isQuoted = false;
  for (let at = start; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (char === "\\") at += 1;
    else if (/[[\]]/.test(char)) depth += char === "[" ? 1 : -1;
    else if (char === '"' && hasQuotes && depth <= 0) isQuoted = !isQuoted;
    else if (endsWord(char, isQuoted || depth > 0)) return at;
  }
  return source.length;
}

function endsWord(char: string, isInside: boolean): boolean {
  return !isInside && /[\s;]/.test(char);
}

function toWord(written: string): TclWord {
  const isBraced = written.startsWith("{");
  if (isBraced) return { text: written.slice(1, -1), isBraced, codes: [] };
  const text = written.replace(/^"/, "").replace(/"$/, "");
  return { text, isBraced, codes: readCodes(text) };
}

/** What stands in brackets, the outermost ones. */
function readCodes(text: string): readonly string[] {
  const codes: string[] = [];
  let start = -1;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === "[") {
      if (depth === 0) start = at + 1;
      depth += 1;
    } else if (char === "]" && depth > 0) {
      depth -= 1;
      if (depth === 0) codes.push(text.slice(start, at));
    }
  }
  return codes;
}
