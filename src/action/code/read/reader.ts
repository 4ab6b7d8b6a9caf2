import type { Token } from "../lex/token.ts";
import type { Value } from "../value.ts";
import { NOTHING } from "../value.ts";
import type { Examination } from "./examination.ts";
import type { Scope } from "./scope.ts";

/** Tokens of one piece of code, and for each bracket that opens the index of the one that closes it. */
export interface Tokens {
  readonly list: readonly Token[];
  readonly closes: readonly number[];
}

const OPEN = "([{";
const CLOSE = ")]}";

export function toTokens(list: readonly Token[]): Tokens {
  const closes: number[] = [];
  const open: number[] = [];
  for (const [at, { kind, text }] of list.entries()) {
    if (kind !== "mark") continue;
    if (text.length === 1 && OPEN.includes(text)) open.push(at);
    else if (text.length === 1 && CLOSE.includes(text)) {
      const start = open.pop();
      if (start !== undefined) closes[start] = at;
    }
  }
  for (const start of open) closes[start] = list.length;
  return { list, closes };
}

/** A place in a stretch of tokens, and what is known there. */
export class Reader {
  readonly tokens: Tokens;
  readonly examination: Examination;
  readonly scope: Scope;
  at: number;
  end: number;
  /** What the body of a function gives back. */
  returned: Value = NOTHING;

  constructor(
    tokens: Tokens,
    { examination, scope, at = 0, end = tokens.list.length }: ReaderStart,
  ) {
    this.tokens = tokens;
    this.examination = examination;
    this.scope = scope;
    this.at = at;
    this.end = end;
  }

  /** The token here, or so many further on; undefined behind the end. */
  peek(ahead = 0): Token | undefined {
    const at = this.at + ahead;
    return at < this.end ? this.tokens.list[at] : undefined;
  }

  /** The text of the operator, bracket or word here; empty for any other token. */
  mark(ahead = 0): string {
    const token = this.peek(ahead);
    return token?.kind === "mark" || token?.kind === "name" ? token.text : "";
  }

  /** Whether a name stands here, and one of that shape. */
  atName(shape = /^/, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === "name" && shape.test(token.text);
  }

  /** Whether an operator or a bracket stands here, and one of that shape. */
  atMark(shape = /^/, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === "mark" && shape.test(token.text);
  }

  /** Goes behind the ends of lines here. */
  skipLines(): void {
    while (this.peek()?.kind === "line") this.next();
  }

  /** Goes up to a token; no further than the end. */
  goTo(at: number): void {
    this.at = Math.min(Math.max(this.at, at), this.end);
  }

  /** Index of the next token that is so; of the end where none is. */
  find(from: number, isWanted: (token: Token, at: number) => boolean): number {
    let at = from;
    for (; at < this.end && this.examination.spend(); at += 1) {
      const token = this.tokens.list[at];
      if (token !== undefined && isWanted(token, at)) return at;
    }
    return this.end;
  }

  /** Goes behind one token; to the end when nothing is left to spend. */
  next(): Token | undefined {
    const token = this.peek();
    this.at = this.examination.spend() ? this.at + 1 : this.end;
    return token;
  }

  /** Goes behind one token. @returns its text. */
  takeText(): string {
    return this.next()?.text ?? "";
  }

  /** Goes behind the mark or the word, if it stands here. */
  accept(text: string): boolean {
    if (this.mark() !== text) return false;
    this.next();
    return true;
  }

  /** Index of the bracket that closes the one here. */
  closeOf(at = this.at): number {
    return Math.min(this.tokens.closes[at] ?? this.end, this.end);
  }

  /** Reads the expression here. */
  expression(level = 0): Value {
    return this.examination.engine.readExpression(this, level);
  }

  /** Reads everything up to the end. */
  statements(): Value {
    return this.examination.engine.runStatements(this);
  }

  /** Another reader of the same tokens. */
  branch(at: number, end: number, scope = this.scope): Reader {
    const { examination } = this;
    return new Reader(this.tokens, { examination, scope, at, end: Math.min(end, this.end) });
  }
}

interface ReaderStart {
  readonly examination: Examination;
  readonly scope: Scope;
  readonly at?: number;
  readonly end?: number;
}
