/** How a pattern's match stands in its text. */
export type MatchContext =
  /** It speaks to the reader. */
  | "direct"
  /** It stands among words on attacks, as an example of one. */
  | "discussed";

const REACH = 240;
const LINE_REACH = 400;

/** Tells how the match from `start` to `end` stands in the text. */
export type ContextJudge = (start: number, end: number) => MatchContext;

/**
 * Whether matches are requests or talk about requests. The text is normalised. Words on attacks must
 * stand near a match, or, for an item of a list, anywhere: collections of attacks are long.
 */
export function makeContextJudge(text: string): ContextJudge {
  let isAboutAttacks: boolean | undefined;
  return (start, end) => {
    const before = text.slice(Math.max(0, start - REACH), start);
    if (speaksOfAttacks(before) || speaksOfAttacks(text.slice(end, end + REACH)))
      return "discussed";
    if (isReported(before) || isMentioned(text, start, end) || isArgument(text, start, end))
      return "discussed";
    if (!isListed(text, start, end)) return "direct";
    isAboutAttacks ??= isCollection(text);
    return isAboutAttacks ? "discussed" : "direct";
  };
}

/** What is read under a layer stands nowhere in the text: all of the text is around it. */
export function makeLayerJudge(whole: string, layer: string): ContextJudge {
  const judge = makeContextJudge(layer);
  let isAboutAttacks: boolean | undefined;
  return (start, end) => {
    isAboutAttacks ??= speaksOfAttacks(whole);
    return isAboutAttacks ? "discussed" : judge(start, end);
  };
}

/**
 * Words that only one who writes about attacks on agents uses: not `example` or `detect`, which anyone does, nor `vulnerability`
 * or `injected`, which stand in the news of any package, and which an attacker would put beside his order.
 */
const ON_ATTACKS = [
  "prompt[- ]injection",
  "jailbreak",
  "\\battackers?\\b",
  "adversarial",
  "red[- ]team",
  "\\bowasp\\b",
  "guardrail",
  "\\bpoison(?:ed|ing)\\b",
  "\\binjection (?:attack|attempt|detect|filter|guard|payload|test)",
  "\\battack (?:payload|string|text|prompt|sample|example)",
  "\\battacks? (?:(?:on|against) )?(?:[a-z]+ ){0,2}?(?:agent|assistant|ai|llm|model)",
  "\\b(?:malicious|hostile|untrusted|injected|forged) (?:[a-z]+ )?(?:instruction|order|prompt|text|page|content|input|document|comment|message|mcp|tool|readme|issue)",
];

let onAttacks: RegExp | undefined;

function speaksOfAttacks(text: string): boolean {
  // Not when the module loads: most events have no text that is judged.
  onAttacks ??= new RegExp(ON_ATTACKS.join("|"));
  return onAttacks.test(text);
}

/** What a collection of attacks calls itself, in whichever word: an item of a list has to be in one. */
function isCollection(text: string): boolean {
  return speaksOfAttacks(text) || /\battack|\binjection|\bmalicious|\bexploit/.test(text);
}

/**
 * Right before the words, what makes them a report of what a program does: `this command would send the keys`. Of nobody else:
 * `you would`, `you could` and `the agent may` are said to the reader, and one word would make talk of any order.
 */
function isReported(before: string): boolean {
  return /\b(?:this|that|the|a) (?:[a-z]+ )?(?:call|command|hook|job|package|process|program|script) (?:would|could|might|tr(?:ied|ies) to|attempt(?:ed|s) to) $/.test(
    before,
  );
}

/** Words of a sentence in quotes, and nothing else in them: `calls 'ignore …' unsafe`, not `"note": "…`. */
function isMentioned(text: string, start: number, end: number): boolean {
  const lead = text.slice(Math.max(0, start - 3), start);
  const quote = /(?:[a-z,] ?|[a-z] ?\()(["'`“«])$/.exec(lead)?.[1];
  if (quote === undefined) return false;
  const closing = { "“": "”", "«": "»" }[quote] ?? quote;
  const rest = /^[a-z ]{0,24}/.exec(text.slice(end, end + 25))?.[0] ?? "";
  return text[end + rest.length] === closing;
}

/** A call, or a list of a program, with a text in it, before that text; HTML and JSON have no such thing. */
const ARGUMENT = /[a-z0-9_][([](?:[a-z_]{1,30}=)?(["'`])[^"'`\n]{0,80}$/;

/** What a program hands to a function, as a test does: `classify("ignore …")`. */
function isArgument(text: string, start: number, end: number): boolean {
  const quote = ARGUMENT.exec(text.slice(Math.max(0, start - 120), start))?.[1];
  const after = text.slice(end, end + LINE_REACH).split("\n", 1)[0] ?? "";
  return quote !== undefined && new RegExp(`${quote} ?[,\\])]`).test(after);
}

/** The beginning of a line that holds one string literal: an item, an argument, a constant. */
const LITERAL =
  /^(?:[ [({,]*(?:["'][^"']{0,80}["'], ?){0,3}|(?:[a-z]{1,10} ){0,3}[$a-z_][a-z0-9_]{0,40}(?:: ?[a-z&[\]]{1,20})? ?= ?)["'`]/;

/** A string literal among others, or an item of a list, on a line of its own. */
function isListed(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - LINE_REACH), start);
  const after = text.slice(end, end + LINE_REACH);
  const lead = before.slice(before.lastIndexOf("\n") + 1);
  const tail = after.split("\n", 1)[0] ?? "";
  if (/^ ?(?:-|\d{1,3}[.)]) /.test(lead)) return true;
  const quote = LITERAL.exec(lead)?.[0].at(-1);
  return quote !== undefined && new RegExp(`${quote} ?(?:[,\\])};]|$)`).test(tail);
}
