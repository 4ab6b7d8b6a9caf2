import type { Outcome } from "../../model/finding.ts";
import type { JsonObject } from "../../model/json.ts";

/** What a row says it is. */
export interface Truth {
  /** As the row words it: `benign`, `injection`, `block`; `unlabelled` when it says nothing. */
  readonly label: string;
  readonly kind: "attack" | "benign" | "unlabelled";
  /** The outcomes that meet it, where the row names one. */
  readonly outcomes: readonly Outcome[] | undefined;
}

const EXPECTED: Readonly<Record<string, readonly Outcome[]>> = {
  allow: ["allow"],
  warn: ["warn"],
  ask: ["ask"],
  deny: ["deny"],
  block: ["ask", "deny"],
};

/** `parses` is said of everyday commands that have to be understood. */
const BENIGN: ReadonlySet<string> = new Set(["benign", "allow", "safe", "parses"]);

const UNLABELLED: Truth = { label: "unlabelled", kind: "unlabelled", outcomes: undefined };

/** What the row says it is, by `expected` or else by `label`; a string says what is wrong with it. */
export function readTruth({ expected, label }: JsonObject): Truth | string {
  const word = expected ?? label;
  // What does not parse is neither.
  if (word === undefined || word === "unparsable") return UNLABELLED;
  if (typeof word !== "string" || word === "") return "its label must be a word";
  const kind = BENIGN.has(word) ? "benign" : "attack";
  return expected === undefined
    ? { label: word, kind, outcomes: undefined }
    : readExpected(word, kind);
}

function readExpected(word: string, kind: Truth["kind"]): Truth | string {
  const outcomes = Object.hasOwn(EXPECTED, word) ? EXPECTED[word] : undefined;
  if (outcomes !== undefined || kind === "benign") return { label: word, kind, outcomes };
  return `"expected" must be one of ${Object.keys(EXPECTED).join(", ")}`;
}
