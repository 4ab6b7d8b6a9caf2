import type { Dialect, QuoteStyle } from "../lex/dialect.ts";
import { awaitHeredoc, splitWords, takeDelimiter } from "../lex/quoted-forms.ts";
import type { Delimiter, Scanner } from "../lex/scanner.ts";
import type { Token } from "../lex/token.ts";

type Bare = Omit<Token, "isSpaced">;

const DOUBLE: QuoteStyle = { escapes: "all", holes: "$" };
const SINGLE: QuoteStyle = { escapes: "delimiter" };
const SHELL: QuoteStyle = { ...DOUBLE, isShell: true };

export const perlDialect: Dialect = {
  comments: ["#"],
  quotes: { '"': DOUBLE, "'": SINGLE, "`": SHELL },
  hasLines: false,
  hasPatterns: true,
  special: readSpecial,
};

function readSpecial(scanner: Scanner): Bare | undefined {
  return (
    readQuote(scanner) ??
    readHeredoc(scanner) ??
    readGlob(scanner) ??
    readVariable(scanner) ??
    readDocument(scanner)
  );
}

/** `q(…)`, `qq{…}`, `qx|…|`, `qw(…)`, `m/…/`, `s/…/…/`, `tr/…/…/`. A key before `=>` is none. */
function readQuote(scanner: Scanner): Bare | undefined {
  if (scanner.last?.text === "->") return undefined;
  const form = scanner.take(
    /(?:qq|qx|qw|qr|q|m|s|tr|y)(?=\s*[^\w\s,;=)>]|\s*=(?![=>~]))(?!\s*=>)/y,
  );
  if (form === undefined) return undefined;
  scanner.take(/\s*/y);
  const delimiter = takeDelimiter(scanner);
  const parts = scanner.readText(delimiter, styleOf(form, delimiter));
  switch (form) {
    case "q":
    case "qq":
      return { kind: "text", text: "", parts };
    case "qw":
      return { kind: "text", text: "qw", parts: splitWords(parts) };
    case "qx":
      return { kind: "shell", text: "", parts };
    case "s":
    case "tr":
    case "y":
      return readSecond(scanner, form, delimiter);
    default:
      scanner.take(/[a-z]*/y);
      return { kind: "pattern", text: form };
  }
}

function styleOf(form: string, { close }: Delimiter): QuoteStyle {
  if (form === "q" || form === "qw" || close === "'") return SINGLE;
  return form.startsWith("q") ? DOUBLE : PATTERN;
}

/** The second part of a substitution; `s/…/code/e` runs it. */
function readSecond(scanner: Scanner, form: string, first: Delimiter): Bare {
  const parts = readReplacement(scanner, first.open !== undefined, first.close);
  const flags = scanner.take(/[a-z]*/y) ?? "";
  if (form !== "s" || !flags.includes("e")) return { kind: "pattern", text: form };
  const codes = parts.map((part) => (typeof part === "string" ? { code: part } : part));
  return { kind: "text", text: "s///e", parts: codes };
}

const PATTERN: QuoteStyle = { escapes: "delimiter" };

function readReplacement(
  scanner: Scanner,
  isBracketed: boolean,
  close: string,
): NonNullable<Token["parts"]> {
  if (!isBracketed) return scanner.readText({ close }, PATTERN);
  scanner.take(/\s*/y);
  return scanner.readText(takeDelimiter(scanner), PATTERN);
}

/** `<<"X"`, `<<~X`. */
function readHeredoc(scanner: Scanner): Bare | undefined {
  const opener = scanner.take(/<<~?(?:"[^"\n]{1,64}"|'[^'\n]{1,64}'|[A-Z_]\w{0,63})/y);
  if (opener === undefined) return undefined;
  const word = opener.replace(/^<<~?/, "").replaceAll(/["']/g, "");
  const style = opener.includes("'") ? SINGLE : DOUBLE;
  const parts = awaitHeredoc(scanner, { word, isIndented: opener.startsWith("<<~"), style });
  return { kind: "text", text: "", parts };
}

/** `<~/*>`: the files of a pattern. */
function readGlob(scanner: Scanner): Bare | undefined {
  const { last } = scanner;
  const isCalled = last?.kind === "name" && !last.text.startsWith("$");
  if (scanner.peek() !== "<" || !(isCalled || scanner.startsExpression())) return undefined;
  const inside = /^<([^<>\s=;]{1,256})>/.exec(
    scanner.source.slice(scanner.at, scanner.at + 258),
  )?.[1];
  if (inside === undefined || !/[*?~/]/.test(inside)) return undefined;
  scanner.at += 1;
  return { kind: "text", text: "glob", parts: scanner.readText({ close: ">" }, DOUBLE) };
}

/** `$x`, `@x`, `%x` and `$#x` are all `$x`; `$ENV{…}` and the like too. `&x` is a function. */
function readVariable(scanner: Scanner): Bare | undefined {
  const isModulo = scanner.peek() === "%" && !scanner.startsExpression();
  const isAnd = scanner.peek() === "&" && !scanner.startsExpression();
  if (isModulo || isAnd) return undefined;
  const name = scanner.take(
    /(?:\$#?|@|%)(?:::)?(?:[A-Za-z_]\w*(?:::\w+)*|\^\w|\d+|[_!&$0;,./\\@](?![\w({]))/y,
  );
  if (name !== undefined) return { kind: "name", text: name.replace(/^(?:\$#?|@|%)/, "$") };
  const called = scanner.take(/&(?=[A-Za-z_$])/y);
  if (called !== undefined) return { kind: "mark", text: "\\" };
  // `@{…}`, `${…}`, `&{…}`: what is in the braces.
  const deref = scanner.take(/[$@%&](?=\{)|[$@%](?=\$)/y);
  return deref === undefined ? undefined : { kind: "name", text: "deref" };
}

/** `=pod … =cut` at the start of a line. */
function readDocument(scanner: Scanner): Bare | undefined {
  const isFirst = scanner.at === 0 || scanner.source.charAt(scanner.at - 1) === "\n";
  if (!isFirst || scanner.take(/=[a-z]+\b[^\n]*/y) === undefined) return undefined;
  scanner.takeUntil("\n=cut");
  scanner.take(/[^\n]*/y);
  return { kind: "mark", text: ";" };
}
