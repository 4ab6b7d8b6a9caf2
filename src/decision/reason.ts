import type { Finding } from "../model/finding.ts";
import type { StageError } from "../model/stage.ts";
import type { Verdict } from "../model/verdict.ts";

/** The host passes reasons on uncut, to the model and the person; a busy reader needs two sentences. */
export const MAX_REASON_CHARS = 900;

/** How a reason is said. */
interface Wording {
  /** What Toolgate does; absent: what the verdict comes to. */
  readonly verb?: string;
  /** One more sentence, for who may say it otherwise. */
  readonly hint?: string | undefined;
}

/** One line for the person who is stopped: the rule, why, what to do instead. */
export function toReason(verdict: Verdict, { verb = verbOf(verdict), hint }: Wording = {}): string {
  const [first, ...others] = distinctRules(verdict.determining);
  if (first === undefined) return "Toolgate: no rule objects.";
  const more = others.length === 0 ? "" : ` (also ${others.map(({ rule }) => rule).join(", ")})`;
  const line = `Toolgate ${verb} this: ${first.why} [${first.rule}]. Instead: ${first.instead}.${more}`;
  return clip(hint === undefined ? line : `${line} ${hint}`);
}

/** One line for a failure of Toolgate or of its input. */
export function toFailureReason(error: StageError, hasRun: boolean): string {
  const consequence = hasRun ? "What it answered is withheld." : "Nothing was run.";
  return clip(
    `Toolgate could not judge this call (${error.stage}: ${error.message}). ${consequence}`,
  );
}

function verbOf({ outcome }: Verdict): string {
  if (outcome === "deny") return "denied";
  return outcome === "ask" ? "asks about" : "warns of";
}

function distinctRules(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule }) => !seen.has(rule) && seen.add(rule)).slice(0, 6);
}

/** Control characters would break the line or act on the reader's terminal. */
function clip(line: string): string {
  const plain = line.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, " ");
  return plain.length <= MAX_REASON_CHARS ? plain : `${plain.slice(0, MAX_REASON_CHARS - 1)}…`;
}
