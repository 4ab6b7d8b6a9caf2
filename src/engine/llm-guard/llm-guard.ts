import type { TextRole } from "../../model/action.ts";
import type { LlmGuardPolicy } from "../../model/engine.ts";
import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { EngineFailure } from "../engine-failure.ts";
import type { Detection, Service, ServiceStretch } from "../service/service.ts";
import { alignSanitized } from "./align-sanitized.ts";

/** LLM Guard's API: what is said and written goes to its scanners of prompts, what tools answer to those of outputs. */
export function llmGuard(policy: LlmGuardPolicy): Service {
  return {
    title: "LLM Guard",
    chunkUnits: 10_000,
    toQuestion: (text, role) =>
      isOutput(role, policy)
        ? { path: "/analyze/output", body: { prompt: "", output: text } }
        : { path: "/analyze/prompt", body: { prompt: text } },
    readAnswer: (answer, text, role) => {
      const key = isOutput(role, policy) ? "sanitized_output" : "sanitized_prompt";
      return readAnswer(answer, { policy, text, sanitized: answer[key] });
    },
  };
}

function isOutput(role: TextRole, { answersTo }: LlmGuardPolicy): boolean {
  return role === "output" && answersTo === "output";
}

/** More scanners than LLM Guard has. */
const MAX_SCANNERS = 200;

interface Asked {
  readonly policy: LlmGuardPolicy;
  readonly text: string;
  readonly sanitized: Json | undefined;
}

/** @throws EngineFailure for an answer of another shape, or in which no scanner has looked */
function readAnswer(answer: JsonObject, { policy, text, sanitized }: Asked): readonly Detection[] {
  const { is_valid: isValid, scanners } = answer;
  if (typeof isValid !== "boolean" || typeof sanitized !== "string" || !isObject(scanners))
    refuse();
  const scores = Object.entries(scanners).map(([scanner, score]) => {
    // Some say -1 where there is no risk at all, and the highest score is 1.
    if (typeof score !== "number" || !(score >= -1 && score <= 1)) refuse();
    return { scanner, score };
  });
  if (scores.length > MAX_SCANNERS) refuse();
  if (scores.length === 0) throw new EngineFailure("none of its scanners has looked at it");
  const blotted = policy.mask ? alignSanitized(text, sanitized) : [];
  const found = scores.flatMap((each) =>
    reaches(each, policy) ? [toDetection(each, true, blotted)] : [],
  );
  if (isValid || found.length > 0) return found;
  // By its own thresholds it is not: that is told, and the policy's are what counts, if a scanner is what it is about.
  const riskiest = scores.reduce((most, each) => (each.score > most.score ? each : most));
  return [toDetection(riskiest, riskiest.score <= 0, [])];
}

interface Score {
  readonly scanner: string;
  readonly score: number;
}

function reaches({ scanner, score }: Score, { thresholds, threshold }: LlmGuardPolicy): boolean {
  const own = Object.hasOwn(thresholds, scanner) ? thresholds[scanner] : undefined;
  return score >= (own ?? threshold);
}

const CHECKS: Readonly<Record<string, Detection["check"]>> = {
  Anonymize: "pii",
  Sensitive: "pii",
  Secrets: "secret",
};

function toDetection(
  { scanner, score }: Score,
  isReached: boolean,
  blotted: readonly ServiceStretch[],
): Detection {
  const check = (Object.hasOwn(CHECKS, scanner) ? CHECKS[scanner] : undefined) ?? "injection";
  return {
    check,
    detector: scanner,
    level: `risk ${score.toFixed(2)}`,
    reaches: isReached,
    severity: isReached ? "high" : "medium",
    confidence: score >= 0.9 ? "high" : "medium",
    // Which scanner has blotted what out it does not say: where one that does has found something, all of it counts.
    stretches: check === "injection" ? [] : blotted,
  };
}

function refuse(): never {
  throw new EngineFailure("its answer is not one that we know");
}
