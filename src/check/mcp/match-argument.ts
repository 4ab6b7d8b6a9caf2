import type { ArgumentRule } from "../../model/tool-rule.ts";
import { findValues } from "./argument-values.ts";
import { type Answer, judgeValue, type ToolArguments } from "./judge-value.ts";

/**
 * Whether the arguments surely are as a rule says: every value under each path is, and none is written so that its
 * server could read it otherwise.
 */
export function surelyMeets(rules: readonly ArgumentRule[], given: ToolArguments): boolean {
  return rules.every((rule) => {
    const { answers, isAbsent, isBroken } = answersTo(rule, given);
    if (isBroken) return false;
    return isAbsent ? !rule.required : answers.every((answer) => answer === "yes");
  });
}

/** Whether the arguments could be as a rule says: under each path one value is, or cannot be judged. */
export function mayMeet(rules: readonly ArgumentRule[], given: ToolArguments): boolean {
  return rules.every((rule) => {
    const { answers, isAbsent, isBroken } = answersTo(rule, given);
    if (isBroken) return true;
    return isAbsent ? !rule.required : answers.some((answer) => answer !== "no");
  });
}

interface Answers {
  readonly answers: readonly Answer[];
  readonly isAbsent: boolean;
  readonly isBroken: boolean;
}

function answersTo(rule: ArgumentRule, given: ToolArguments): Answers {
  const { values, isBroken } = findValues(given.input, rule.path);
  const answers = values.map(({ value, isExact }): Answer => {
    const answer = judgeValue(rule, value, given);
    return answer === "yes" && !isExact ? "unknown" : answer;
  });
  return { answers, isAbsent: values.length === 0, isBroken };
}
