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
  const commands: TclWord[][] = [];
  let words: TclWord[] = [];
  let at = 0;
  while (at < source.length) {
    const char = source.charAt(at);
    if (char === "\n" || char === ";") {
      if (words.length > 0) commands.push(words);
      words = [];
      at += 1;
    } else if (char === "#" && words.length === 0) at = endOfLine(source, at);
    else if (/\s/.test(char) || (char === "\\" && source.charAt(at + 1) === "\n")) at += 1;
    else {
      const end = endOfWord(source, at);
      words.push(toWord(source.slice(at, end)));
      at = end;
    }
  }
  return words.length > 0 ? [...commands, words] : commands;
}

function endOfLine(source: string, at: number): number {
  const end = source.indexOf("\n", at);
  return end < 0 ? source.length : end;
}

function endOfWord(source: string, start: number): number {
  const first = source.charAt(start);
  let braces = 0;
  let brackets = 0;
  let isQuoted = false;
  for (let at = start; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (char === "\\") at += 1;
    else if (char === '"' && first === '"' && brackets === 0) {
      isQuoted = !isQuoted;
    } else if (first === "{" && char === "{") braces += 1;
    else if (first === "{" && char === "}") {
      braces -= 1;
      if (braces <= 0) return at + 1;
    } else if (first !== "{" && char === "[") brackets += 1;
    else if (first !== "{" && char === "]") brackets -= 1;
    else if (!isQuoted && braces <= 0 && brackets <= 0 && /[\s;]/.test(char)) return at;
  }
  return source.length;
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
