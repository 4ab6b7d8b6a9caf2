import type { Dialect, QuoteStyle } from "../lex/dialect.ts";
import { awaitHeredoc, splitWords, takeDelimiter } from "../lex/quoted-forms.ts";
import type { Scanner } from "../lex/scanner.ts";
import type { Token } from "../lex/token.ts";

type Bare = Omit<Token, "isSpaced">;

const DOUBLE: QuoteStyle = { escapes: "all", holes: "#{" };
const SINGLE: QuoteStyle = { escapes: "delimiter" };
const SHELL: QuoteStyle = { ...DOUBLE, isShell: true };

export const rubyDialect: Dialect = {
  comments: ["#"],
  blocks: [["\n=begin", "\n=end"]],
  quotes: { '"': DOUBLE, "'": SINGLE, "`": SHELL },
  hasLines: true,
  hasPatterns: true,
  special: (scanner) =>
    readPercent(scanner) ?? readHeredoc(scanner) ?? readSymbol(scanner) ?? readVariable(scanner),
};

/** `%q(…)`, `%Q{…}`, `%w[…]`, `%x|…|`, `%(…)`. */
function readPercent(scanner: Scanner): Bare | undefined {
  if (scanner.peek() !== "%") return undefined;
  const isOperand =
    scanner.startsExpression() ||
    /^%[qQwWiIxr][^\w\s]/.test(scanner.source.slice(scanner.at, scanner.at + 3));
  const form = isOperand ? scanner.take(/%[qQwWiIxrs]?(?=[^\w\s=])/y) : undefined;
  if (form === undefined) return undefined;
  const letter = form.charAt(1);
  const style = "qwi".includes(letter) && letter !== "" ? SINGLE : DOUBLE;
  const parts = scanner.readText(takeDelimiter(scanner), style);
  if (letter === "x") return { kind: "shell", text: "", parts };
  if (letter === "r") return { kind: "pattern", text: "r" };
  if (/[wWiI]/.test(letter)) return { kind: "text", text: "qw", parts: splitWords(parts) };
  return { kind: "text", text: "", parts };
}

/** `<<~X`, `<<-"X"`, `<<X`. */
function readHeredoc(scanner: Scanner): Bare | undefined {
  const opener = scanner.take(
    /<<[~-]?(?:"[^"\n]{1,64}"|'[^'\n]{1,64}'|`[^`\n]{1,64}`|[A-Z_]\w{0,63})/y,
  );
  if (opener === undefined) return undefined;
  const word = opener.replace(/^<<[~-]?/, "").replaceAll(/["'`]/g, "");
  const isIndented = /^<<[~-]/.test(opener);
  const style = opener.includes("'") ? SINGLE : DOUBLE;
  const parts = awaitHeredoc(scanner, { word, isIndented, style });
  return { kind: opener.includes("`") ? "shell" : "text", text: "", parts };
}

/** `:name`, `:"name"`: a text. */
function readSymbol(scanner: Scanner): Bare | undefined {
  if (
    scanner.peek() !== ":" ||
    scanner.peek(1) === ":" ||
    scanner.source.charAt(scanner.at - 1) === ":"
  )
    return undefined;
  // `:"a b"`
  if (/["']/.test(scanner.peek(1)) && scanner.startsExpression()) {
    scanner.at += 1;
    return undefined;
  }
  const name = scanner.take(/:(?:[A-Za-z_]\w*[?!=]?|`)/y);
  return name === undefined ? undefined : { kind: "text", text: "", parts: [name.slice(1)] };
}

/** `@x`, `@@x`, `$x`; and names that end in a question or exclamation mark. */
function readVariable(scanner: Scanner): Bare | undefined {
  if (scanner.last?.text === "." && scanner.peek() === "`") {
    scanner.at += 1;
    return { kind: "name", text: "`" };
  }
  const name = scanner.take(
    /@{1,2}[A-Za-z_]\w*|\$(?:[A-Za-z_]\w*|[0-9~!@&`'+*$?:"<>,./\\;])|[a-z_]\w*[?!](?!=)/y,
  );
  return name === undefined ? undefined : { kind: "name", text: name.replace(/^@@/, "@") };
}
