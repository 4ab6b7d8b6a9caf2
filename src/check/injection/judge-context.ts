/** How a pattern's match stands in its text. */
export type MatchContext =
  /** It speaks to the reader. */
  | "direct"
  /** The text around it speaks of attacks. */
  | "discussed"
  /** It stands in quotes in a text that speaks of attacks: an example, not a request. */
  | "cited";

const REACH = 240;
const QUOTE_REACH = 80;

/**
 * Whether a match is a request or talk about requests. The text is normalised.
 */
export function judgeContext(text: string, start: number, end: number): MatchContext {
  const before = text.slice(Math.max(0, start - REACH), start);
  const after = text.slice(end, end + REACH);
  const around = `${before} … ${after}`;
  const attacks = speaksOfAttacks(around);
  const quoted = isQuoted(before.slice(-QUOTE_REACH), after.slice(0, QUOTE_REACH));
  if (quoted && (attacks || speaksOfTexts(around))) return "cited";
  return attacks ? "discussed" : "direct";
}

/** Words of one who tells what a text says; alone they prove too little. */
function speaksOfTexts(text: string): boolean {
  return /\bquot(?:es|ed|ing)\b|\bguidance\b|\bworkshop\b|\bexplainer\b|\bsnapshot\b|\bsays things like\b/.test(
    text,
  );
}

function speaksOfAttacks(text: string): boolean {
  return /prompt[- ]?injection|jailbreak|\battack|adversar|malicious|untrusted|guardrail|red[- ]team|\bowasp|vulnerab|exploit|\bdetect(?:s|or|ion)?\b|classif(?:y|ier)|phrases?\b|payloads?\b|\bsuch as\b|\be\.g\.|for example|benchmark|fixture|\btrainer\b|\brisky?\b|\bunsafe\b|analyst/.test(
    text,
  );
}

/** An opening quote before it and the closing one after it, on the same line. */
function isQuoted(before: string, after: string): boolean {
  const opening = /(?:^|[\s([{=:,>-])(["'`“«])[^"'`“”«»\n]*$/.exec(before)?.[1];
  if (opening === undefined) return false;
  const closing = { "“": "”", "«": "»" }[opening] ?? opening;
  const line = after.split("\n", 1)[0] ?? "";
  return line.includes(closing);
}
