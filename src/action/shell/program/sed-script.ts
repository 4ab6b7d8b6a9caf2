import { UNKNOWN } from "../../../model/invocation.ts";

/** What a sed script does besides editing its input. */
export type SedEffect =
  | { readonly kind: "reads"; readonly path: string }
  | { readonly kind: "writes"; readonly path: string }
  /** A command line; `UNKNOWN` where it is the text that is being edited. */
  | { readonly kind: "runs"; readonly command: string };

/** Commands without anything behind their letter but, for some, a number. */
const PLAIN = /[=dDgGhHnNpPxzFlLqQ]/;
/** Where a delimiter counts: POSIX has it literal between brackets, GNU does not. Both are tried. */
type Dialect = "posix" | "gnu";

/**
 * The effects of a script in any dialect that understands it; `undefined` when none does. Linear in the
 * script. Source: the GNU sed manual (https://www.gnu.org/software/sed/manual/sed.html), "sed scripts".
 */
export function readSedScript(script: string): readonly SedEffect[] | undefined {
  const readings = (["posix", "gnu"] as const).map((dialect) => new Reader(script, dialect).read());
  const understood = readings.filter((effects) => effects !== undefined);
  return understood.length === 0 ? undefined : understood.flat();
}

class Reader {
  readonly #script: string;
  readonly #dialect: Dialect;
  readonly #effects: SedEffect[] = [];
  #at = 0;
  #depth = 0;

  constructor(script: string, dialect: Dialect) {
    this.#script = script;
    this.#dialect = dialect;
  }

  read(): readonly SedEffect[] | undefined {
    for (;;) {
      this.#skip(/[\s;]/);
      if (this.#at >= this.#script.length) return this.#depth === 0 ? this.#effects : undefined;
      if (!this.#readCommand()) return undefined;
    }
  }

  #peek(): string {
    return this.#script.charAt(this.#at);
  }

  #skip(kind: RegExp): void {
    while (this.#at < this.#script.length && kind.test(this.#peek())) this.#at += 1;
  }

  /** The rest of the line, without leading blanks. */
  #takeLine(): string {
    this.#skip(/[ \t]/);
    const end = this.#script.indexOf("\n", this.#at);
    const line = this.#script.slice(this.#at, end < 0 ? undefined : end);
    this.#at += line.length;
    return line;
  }

  #readCommand(): boolean {
    if (!this.#readAddress()) return false;
    this.#skip(/[ \t]/);
    if (this.#peek() === ",") {
      this.#at += 1;
      this.#skip(/[ \t]/);
      if (!this.#readAddress()) return false;
    }
    this.#skip(/[ \t!]/);
    const letter = this.#peek();
    this.#at += 1;
    return this.#readArguments(letter);
  }

  #readAddress(): boolean {
    if (this.#peek() === "\\") {
      this.#at += 2;
      return this.#skipPart(this.#script.charAt(this.#at - 1), true) && this.#endAddress();
    }
    if (this.#peek() === "/") {
      this.#at += 1;
      return this.#skipPart("/", true) && this.#endAddress();
    }
    this.#skip(/[\d$+~\uFFFC]/);
    return true;
  }

  #endAddress(): boolean {
    this.#skip(/[IM]/);
    return true;
  }

  #readArguments(letter: string): boolean {
    switch (letter) {
      case "{":
        this.#depth += 1;
        return true;
      case "}":
        this.#depth -= 1;
        return this.#depth >= 0 && this.#endCommand();
      case "#":
        this.#takeLine();
        return true;
      case "a":
      case "i":
      case "c":
        return this.#skipText();
      case ":":
      case "b":
      case "t":
      case "T":
        this.#skip(/[ \t]/);
        this.#skip(/[\w.-]/);
        return this.#endCommand();
      case "s":
        return this.#readSubstitution();
      case "y":
        return this.#readParts() && this.#endCommand();
      default:
        return this.#readOther(letter);
    }
  }

  #readOther(letter: string): boolean {
    if (letter !== "" && PLAIN.test(letter)) {
      if (/[lLqQ]/.test(letter)) this.#skip(/[ \t\d]/);
      return this.#endCommand();
    }
    if (letter === "e") {
      const command = this.#takeLine();
      this.#effects.push({ kind: "runs", command: command === "" ? UNKNOWN : command });
      return true;
    }
    return this.#readFile(letter);
  }

  #readFile(letter: string): boolean {
    if (letter === "" || !"rRwW".includes(letter)) return false;
    const kind = letter.toLowerCase() === "r" ? "reads" : "writes";
    const path = this.#takeLine();
    if (!/^\/dev\/std(?:in|out|err)$/.test(path)) this.#effects.push({ kind, path });
    return path !== "";
  }

  /** Text up to the end of the line; a backslash before the newline continues it. */
  #skipText(): boolean {
    while (this.#at < this.#script.length && this.#peek() !== "\n") {
      this.#at += this.#peek() === "\\" ? 2 : 1;
    }
    return true;
  }

  #readSubstitution(): boolean {
    if (!this.#readParts()) return false;
    this.#skip(/[gpiIM0-9m]/);
    const flag = this.#peek();
    if (flag === "w") {
      this.#at += 1;
      return this.#readFile("w");
    }
    if (flag !== "e") return this.#endCommand();
    this.#effects.push({ kind: "runs", command: UNKNOWN });
    this.#at += 1;
    this.#skip(/[gpiIM0-9me]/);
    return this.#peek() !== "w" && this.#endCommand();
  }

  /** The two parts of `s` and `y`. */
  #readParts(): boolean {
    const delimiter = this.#peek();
    if (delimiter === "" || /[\\\n\uFFFC]/.test(delimiter)) return false;
    this.#at += 1;
    return this.#skipPart(delimiter, true) && this.#skipPart(delimiter, false);
  }

  /** Goes behind the next delimiter that counts. */
  #skipPart(delimiter: string, isPattern: boolean): boolean {
    while (this.#at < this.#script.length) {
      const char = this.#peek();
      if (char === delimiter) {
        this.#at += 1;
        return true;
      }
      if (char === "\n") return false;
      if (char === "[" && isPattern && this.#dialect === "posix") this.#skipBrackets();
      else this.#at += char === "\\" ? 2 : 1;
    }
    return false;
  }

  /** `[…]`: a `]` that comes first is literal, and `[:alpha:]` is one member. */
  #skipBrackets(): void {
    const members = /\[\^?\]?(?:\[[:.=][^\]\n]*\]|[^\]\n])*\]/y;
    members.lastIndex = this.#at;
    const found = members.exec(this.#script);
    this.#at += found === null ? 1 : found[0].length;
  }

  #endCommand(): boolean {
    this.#skip(/[ \t]/);
    return /^[;\n}#]?$/.test(this.#peek());
  }
}
