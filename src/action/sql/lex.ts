import type { Dialect } from "./dialect.ts";
import type { Token } from "./token.ts";
import { isWord } from "./token.ts";

/** A text of SQL, taken apart as its client would. */
export interface Script {
  /** None is empty. */
  readonly statements: readonly (readonly Token[])[];
  /** Lines for the client itself: `\! ls`, `.shell ls`, `system ls`. */
  readonly commands: readonly string[];
}

/** psql and mysql send what is there on these. */
const SENDS = /^\\(?:g|gx|gexec|gset|gdesc|G|;|r|p|watch|crosstabview)(?![a-z])/;

/** Linear in the text. A quote that is left open takes the rest, as it does for the client. */
export function readScript(text: string, dialect: Dialect): Script {
  const reader = new Reader(text, dialect);
  while (reader.step());
  return reader.finish();
}

class Reader {
  readonly #text: string;
  readonly #dialect: Dialect;
  #at = 0;
  #tokens: Token[] = [];
  #delimiter = ";";
  #statements: Token[][] = [];
  #commands: string[] = [];
  readonly #body = new Body();

  constructor(text: string, dialect: Dialect) {
    this.#text = text;
    this.#dialect = dialect;
  }

  /** @returns whether there is more. */
  step(): boolean {
    if (this.#at >= this.#text.length) return false;
    if (this.#text.startsWith(this.#delimiter, this.#at)) {
      this.#at += this.#delimiter.length;
      if (this.#delimiter !== ";" || this.#body.endsHere()) this.#end();
      else this.#tokens.push({ kind: "sign", value: ";" });
      return true;
    }
    const line = this.#tokens.length === 0 ? this.#matchCommand() : undefined;
    if (line === undefined) this.#readToken();
    else this.#command(line);
    return true;
  }

  finish(): Script {
    this.#end();
    return { statements: this.#statements, commands: this.#commands };
  }

  #end(): void {
    if (this.#tokens.length > 0) this.#statements.push(this.#tokens);
    this.#tokens = [];
    this.#body.reset();
  }

  #matchCommand(): string | undefined {
    const { command } = this.#dialect;
    if (command === undefined) return undefined;
    command.lastIndex = this.#at;
    const [line] = command.exec(this.#text) ?? [];
    if (line !== undefined) this.#at += line.length;
    return line;
  }

  #command(line: string): void {
    const delimiter = /^(?:delimiter\s|\\d)\s*(\S+)/i.exec(line)?.[1];
    if (delimiter !== undefined && this.#dialect.name === "mysql") this.#delimiter = delimiter;
    else if (SENDS.test(line) || !line.startsWith("\\")) this.#end();
    // Of what else may stand behind it, as in `\g |sh`, the client's reader knows.
    this.#commands.push(line);
  }

  #readToken(): void {
    const { token } = this.#dialect;
    token.lastIndex = this.#at;
    const { groups, 0: whole } = token.exec(this.#text) ?? { 0: this.#text.charAt(this.#at) };
    this.#at += Math.max(1, whole.length);
    if (groups?.["skip"] !== undefined) return;
    if (groups?.["command"] !== undefined) this.#command(whole);
    else if (groups?.["dollar"] !== undefined) this.#readDollars(whole);
    else this.#push(toToken(groups, whole));
  }

  #readDollars(quote: string): void {
    const end = this.#text.indexOf(quote, this.#at);
    const stop = end < 0 ? this.#text.length : end;
    this.#push({ kind: "text", value: this.#text.slice(this.#at, stop) });
    this.#at = stop + quote.length;
  }

  #push(token: Token): void {
    this.#tokens.push(token);
    this.#body.take(token, this.#tokens);
  }
}

/** The body of a trigger or a procedure, whose statements do not run now. */
class Body {
  #depth = 0;
  #closes = false;

  reset(): void {
    this.#depth = 0;
    this.#closes = false;
  }

  take(token: Token, tokens: readonly Token[]): void {
    if (!isWord(tokens[0], "create")) return;
    if (isWord(token, "if", "loop", "while", "repeat")) this.#closes = false;
    this.#close();
    this.#closes = isWord(token, "end");
    const opens = isWord(token, "begin", "case") && (this.#depth > 0 || isRoutine(tokens));
    if (opens) this.#depth += 1;
  }

  /** Whether a delimiter here ends the statement, not one in the body. */
  endsHere(): boolean {
    this.#close();
    return this.#depth === 0;
  }

  #close(): void {
    if (this.#closes) this.#depth = Math.max(0, this.#depth - 1);
    this.#closes = false;
  }
}

function isRoutine(tokens: readonly Token[]): boolean {
  const head = tokens.slice(1, 8);
  return head.some((each) => isWord(each, "trigger", "procedure", "function", "event", "package"));
}

function toToken(groups: Record<string, string> | undefined, whole: string): Token {
  if (groups?.["word"] !== undefined) return { kind: "word", value: whole.toLowerCase() };
  if (groups?.["name"] !== undefined) return { kind: "name", value: unquote(whole) };
  if (groups?.["text"] !== undefined) return { kind: "text", value: unquote(whole) };
  return { kind: "sign", value: whole };
}

/** Without a prefix letter, the quotes around it, and the doubling or escaping of quotes in it. */
function unquote(written: string): string {
  const start = /^[A-Za-z]?['"`[]/.exec(written)?.[0].length ?? 0;
  const quote = written.charAt(start - 1);
  const close = quote === "[" ? "]" : quote;
  const isClosed = written.length > start && written.endsWith(close);
  const inner = written.slice(start, isClosed ? -1 : undefined);
  return inner.replaceAll(close + close, close).replaceAll(`\\${close}`, close);
}
