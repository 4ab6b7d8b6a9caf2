import type { Token } from "../lex/token.ts";

const TRUTH = "(?:1|True|true|1 == 1|: :)";

/** A loop without end that does nothing before it starts a copy of itself. */
const BEHIND =
  `(?:while \\(? ?${TRUTH} ?\\)? ?[:{]?|until (?:0|false)|loop (?:\\{|do)|for \\( ; ; \\) \\{?)` +
  ` ?(?:\\n ?)?(?:\\w+ (?:\\.|::|->) )?(?:pcntl_)?fork\\b`;
const BEFORE = `\\bfork (?:\\( \\) )?(?:while|until) (?:1|true|0|false|fork)\\b`;

/** Whether code starts copies of itself without end, and nothing else. */
export function forksForever(tokens: readonly Token[]): boolean {
  if (!tokens.some(({ kind, text }) => kind === "name" && FORKS.test(text))) return false;
  const text = tokens.map((token) => token.text).join(" ");
  return new RegExp(`(?:^|[\\s;{])${BEHIND}|${BEFORE}`).test(text);
}

const FORKS = /^(?:pcntl_)?fork$/;
