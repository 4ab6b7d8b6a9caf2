/**
 * `minimatch`'s globs over one word, without its regular expressions: `a*b*c` as a regular expression
 * backtracks polynomially on a hostile word, and loading minimatch costs a third of the hot path's
 * budget. The tests hold both to the same answers. `*` is any run of characters (none too), `?` one
 * character, `[a-z]` and `[!a-z]` one of a class, `\` takes the next character literally.
 */
export function matchGlob(glob: string, text: string): boolean {
  let at = 0;
  let pos = 0;
  let star = -1;
  let mark = 0;
  while (pos < text.length) {
    if (glob[at] === "*") {
      star = at++;
      mark = pos;
      continue;
    }
    const width = widthOfMatch(glob, at, text.charAt(pos));
    if (width > 0) {
      at += width;
      pos += 1;
    } else if (star >= 0) {
      at = star + 1;
      pos = ++mark;
    } else return false;
  }
  while (glob[at] === "*") at += 1;
  return at === glob.length;
}

export function matchAny(globs: readonly string[], text: string): boolean {
  return globs.some((glob) => matchGlob(glob, text));
}

export function isGlob(text: string): boolean {
  return /[*?[]/.test(text);
}

/** A glob that matches just this text. */
export function escapeGlob(text: string): string {
  return text.replace(/[\\*?[]/g, "\\$&");
}

/** One element of a glob. */
export type GlobToken =
  | { readonly kind: "star" }
  | { readonly kind: "any" }
  /** What stands between the brackets. */
  | { readonly kind: "class"; readonly body: string }
  | { readonly kind: "char"; readonly char: string };

/** The elements of a glob. */
export function toTokens(glob: string): GlobToken[] {
  const tokens: GlobToken[] = [];
  for (let at = 0; at < glob.length;) {
    const { token, width } = tokenAt(glob, at);
    const repeatsStar = token.kind === "star" && tokens.at(-1)?.kind === "star";
    if (!repeatsStar) tokens.push(token);
    at += width;
  }
  return tokens;
}

function tokenAt(glob: string, at: number): { token: GlobToken; width: number } {
  const char = glob.charAt(at);
  if (char === "*") return { token: { kind: "star" }, width: 1 };
  if (char === "?") return { token: { kind: "any" }, width: 1 };
  const end = char === "[" ? classEnd(glob, at) : -1;
  if (end > 0)
    return { token: { kind: "class", body: glob.slice(at + 1, end) }, width: end + 1 - at };
  const isEscape = char === "\\" && at + 1 < glob.length;
  const own = isEscape ? glob.charAt(at + 1) : char;
  return { token: { kind: "char", char: own }, width: isEscape ? 2 : 1 };
}

/** How much of the glob one character uses up at `at`; 0 when it does not match. */
function widthOfMatch(glob: string, at: number, char: string): number {
  const element = glob[at];
  if (element === undefined) return 0;
  if (element === "?") return 1;
  if (element === "[") {
    const end = classEnd(glob, at);
    if (end > 0) return isInClass(glob.slice(at + 1, end), char) ? end + 1 - at : 0;
  }
  if (element === "\\" && at + 1 < glob.length) return glob[at + 1] === char ? 2 : 0;
  return element === char ? 1 : 0;
}

/** Index of the `]` that closes the class opened at `at`, or -1: then `[` is itself. */
function classEnd(glob: string, at: number): number {
  const first = glob[at + 1] === "!" || glob[at + 1] === "^" ? at + 2 : at + 1;
  return glob.indexOf("]", first + 1);
}

/** @param body What stands between the brackets: `a-z_`, `!a`. */
export function isInClass(body: string, char: string): boolean {
  const negated = body[0] === "!" || body[0] === "^";
  let found = false;
  for (let at = negated ? 1 : 0; at < body.length; at += 1) {
    const low = body.charAt(at);
    const isRange = body[at + 1] === "-" && at + 2 < body.length;
    const high = isRange ? body.charAt(at + 2) : low;
    if (char >= low && char <= high) found = true;
    if (isRange) at += 2;
  }
  return found !== negated;
}
