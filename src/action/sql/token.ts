/** A token of SQL. */
export interface Token {
  /** `word` in lower case; `name` and `text` without their quotes; `sign` one character. */
  readonly kind: "word" | "name" | "text" | "sign";
  readonly value: string;
}

/** Whether the token is one of these keywords. */
export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === "word" && words.includes(token.value);
}

export function isSign(token: Token | undefined, sign: string): boolean {
  return token?.kind === "sign" && token.value === sign;
}

/** What the tokens mean without those in parentheses: a subquery's WHERE is not the statement's. */
export function outside(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  return tokens.filter((token) => {
    if (isSign(token, "(")) depth += 1;
    const isOut = depth === 0;
    if (isSign(token, ")")) depth = Math.max(0, depth - 1);
    return isOut;
  });
}

/** The names that a list of dotted names says: `public.a, "B"` is `public.a` and `b`. */
export function readNames(tokens: readonly Token[]): readonly string[] {
  const names: string[] = [];
  let next: "name" | "part" | undefined = "name";
  for (const token of tokens) {
    if (isSign(token, ".")) next = "part";
    else if (isSign(token, ",")) next = "name";
    else if (next === undefined || !isName(token)) break;
    else {
      const before = next === "part" ? `${names.pop() ?? ""}.` : "";
      names.push(before + token.value.toLowerCase());
      next = undefined;
    }
  }
  return names;
}

function isName(token: Token): boolean {
  return token.kind !== "sign" || token.value === "*";
}
