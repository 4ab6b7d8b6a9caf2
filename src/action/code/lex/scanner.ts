import { readEscape } from "./escape.ts";
import type { Dialect, QuoteStyle } from "./dialect.ts";
import type { Part, Token } from "./token.ts";

/** Where a text ends. `open`: the bracket that nests in it. */
export interface Delimiter {
  readonly close: string;
  readonly open?: string;
}

/** The place in the code that the tokeniser has come to. */
export class Scanner {
  readonly source: string;
  readonly dialect: Dialect;
  /** Heredocs whose text begins with the next line. */
  readonly pending: ((scanner: Scanner) => void)[] = [];
  at = 0;
  /** The last token but blanks. */
  last: Omit<Token, "isSpaced"> | undefined;

  constructor(source: string, dialect: Dialect) {
    this.source = source;
    this.dialect = dialect;
  }

  get isAtEnd(): boolean {
    return this.at >= this.source.length;
  }

  peek(ahead = 0): string {
    return this.source.charAt(this.at + ahead);
  }

  sees(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  /** What a sticky pattern matches here, which is then behind. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** Up to where `text` begins, which is then behind too; to the end where it does not. */
  takeUntil(text: string): string {
    const end = this.source.indexOf(text, this.at);
    const taken = this.source.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? this.source.length : end + text.length;
    return taken;
  }

  /** Whether an expression can begin here, going by what stands before. */
  startsExpression(): boolean {
    const { last } = this;
    if (last === undefined || last.kind === "line") return true;
    if (last.kind === "mark") return !/^(?:[)\]}]|\+\+|--)$/.test(last.text);
    return (
      last.kind === "name" &&
      /^(?:return|and|or|not|if|unless|while|until|when|split|grep|map|print|puts|case|in|typeof|x)$/.test(
        last.text,
      )
    );
  }

  /** A text behind its opening quote, up to and with the closing one. */
  readText(delimiter: Delimiter, style: QuoteStyle): readonly Part[] {
    const parts: Part[] = [];
    let text = "";
    let depth = 0;
    while (!this.isAtEnd) {
      if (this.sees(delimiter.close) && depth === 0) break;
      const hole = this.#takeHole(style);
      if (hole !== undefined) {
        parts.push(text, { code: hole });
        text = "";
        continue;
      }
      if (this.peek() === delimiter.open) depth += 1;
      else if (depth > 0 && this.peek() === delimiter.close) depth -= 1;
      text += this.#takeCharacter(delimiter, style);
    }
    this.at += delimiter.close.length;
    return parts.length === 0 || text !== "" ? [...parts, text] : parts;
  }

  /** Another text of the same language, whole. */
  readOther(text: string, style: QuoteStyle): readonly Part[] {
    return new Scanner(text, this.dialect).readText({ close: "\u0000" }, style);
  }

  #takeCharacter({ close }: Delimiter, { escapes }: QuoteStyle): string {
    const char = this.peek();
    if (char !== "\\" || escapes === "none") {
      this.at += 1;
      return char;
    }
    if (escapes === "all") return readEscape(this);
    const next = this.peek(1);
    const isEscape = next === "\\" || next === close;
    this.at += isEscape ? 2 : 1;
    return isEscape ? next : char;
  }

  #takeHole({ holes }: QuoteStyle): string | undefined {
    if (holes === undefined) return undefined;
    if (holes === "$" || holes === "{$") return this.#takeVariable(holes);
    if (holes === "$(") return this.#takeDollar();
    if (!this.sees(holes)) return undefined;
    if (holes === "{" && this.peek(1) === "{") {
      this.at += 1;
      return undefined;
    }
    this.at += holes.length;
    return this.#takeBraced();
  }

  /** Julia: `$x`, `$(…)`. */
  #takeDollar(): string | undefined {
    if (!this.sees("$(")) return this.take(/\$[A-Za-z_]\w*/y)?.slice(1);
    this.at += 2;
    return this.#takeBraced("()");
  }

  /** Perl, PHP: `$x`, `${x}`, `{$x}`, `@{[ … ]}`. */
  #takeVariable(holes: "$" | "{$"): string | undefined {
    if (!"$@{".includes(this.peek())) return undefined;
    if (holes === "{$" && this.sees("{$")) {
      this.at += 1;
      return this.#takeBraced();
    }
    if (this.sees("${") || (holes === "$" && this.sees("@{"))) {
      this.at += 2;
      const inner = this.#takeBraced();
      return /^\w+$/.test(inner) ? `$${inner}` : inner;
    }
    return this.take(
      /\$(?:\w+|[&0-9!@])(?:(?:->)?\[[^\][]{0,64}\]|(?:->)?\{[^{}]{0,64}\}|->\w+)?/y,
    );
  }

  /** Up to the bracket that closes one that is already behind. */
  #takeBraced(pair: "{}" | "()" = "{}"): string {
    const start = this.at;
    let depth = 1;
    for (; this.at < this.source.length; this.at += 1) {
      const char = this.peek();
      if (char === pair.charAt(0)) depth += 1;
      else if (char === pair.charAt(1)) depth -= 1;
      if (depth === 0) break;
    }
    const code = this.source.slice(start, this.at);
    this.at += 1;
    return code;
  }
}
