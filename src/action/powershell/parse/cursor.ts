import type { Statement, Term } from "../syntax.ts";

/** Blocks, brackets and strings inside each other. */
const MAX_DEPTH = 100;

/** As many complaints are kept. */
const MAX_COMPLAINTS = 8;

/** The parts of the grammar that stand inside each other. */
export interface Grammar {
  /** Up to and with the closer; `""` is the end of the source. */
  readonly statements: (cursor: Cursor, closer: "" | ")" | "}") => readonly Statement[];
  readonly statement: (cursor: Cursor) => Statement | undefined;
  /** A whole expression, commas and all. */
  readonly expression: (cursor: Cursor) => Term;
  /** An operand of one, without its operators. */
  readonly operand: (cursor: Cursor) => Term;
  /** An expression that ends at a comma. */
  readonly item: (cursor: Cursor) => Term;
  /** Between parentheses, commas apart; from behind `(` up to and with `)`. */
  readonly args: (cursor: Cursor) => readonly Term[];
}

/** Where the parser is in a source. It goes forward only, so that parsing is linear. */
export class Cursor {
  readonly source: string;
  readonly grammar: Grammar;
  readonly complaints: string[] = [];
  at = 0;
  #depth = 0;

  constructor(source: string, grammar: Grammar) {
    this.source = source;
    this.grammar = grammar;
  }

  get char(): string {
    return this.source.charAt(this.at);
  }

  get isAtEnd(): boolean {
    return this.at >= this.source.length;
  }

  peek(ahead: number): string {
    return this.source.charAt(this.at + ahead);
  }

  startsWith(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  /** Takes the text if it stands here. */
  take(text: string): boolean {
    if (!this.startsWith(text)) return false;
    this.at += text.length;
    return true;
  }

  /** What a sticky expression matches here; nothing is taken. */
  look(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.source) ?? undefined;
  }

  /** As `look`, and takes it. */
  read(pattern: RegExp): RegExpExecArray | undefined {
    const found = this.look(pattern);
    if (found !== undefined) this.at += found[0].length;
    return found;
  }

  complain(what: string): void {
    if (this.complaints.length < MAX_COMPLAINTS)
      this.complaints.push(`not understood at ${this.at}: ${what}`);
  }

  /** Goes one level deeper; past the bound the rest is left unread. */
  nest<T>(parse: () => T, otherwise: T): T {
    if (this.#depth >= MAX_DEPTH) {
      this.complain(`nested deeper than ${MAX_DEPTH}`);
      this.at = this.source.length;
      return otherwise;
    }
    this.#depth += 1;
    const result = parse();
    this.#depth -= 1;
    return result;
  }

  /** Skips blanks, comments and a line's continuation. */
  skipSpace(): void {
    for (;;) {
      if (this.read(/[ \t\f\v\u00A0\u0085]+|`\r?\n/y) !== undefined) continue;
      if (this.startsWith("<#")) this.#skipTo("#>");
      else if (this.char === "#") this.read(/[^\n]*/y);
      else return;
    }
  }

  /** As `skipSpace`, and ends of lines. */
  skipLines(): void {
    do this.skipSpace();
    while (this.read(/[\r\n]+/y) !== undefined);
  }

  #skipTo(end: string): void {
    const found = this.source.indexOf(end, this.at);
    if (found < 0) this.complain("a comment without an end");
    this.at = found < 0 ? this.source.length : found + end.length;
  }
}
