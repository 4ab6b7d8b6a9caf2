import { RuleError, RuleErrors } from "../../rule/build/source/rule-error.ts";
import { didYouMean } from "../did-you-mean.ts";
import { UsageError } from "../usage-error.ts";
import { buildCommand } from "./build-command.ts";
import { lintCommand } from "./lint-command.ts";
import { listCommand } from "./list-command.ts";
import { testCommand } from "./test-command.ts";

const VERBS: Readonly<Record<string, (argv: readonly string[]) => number>> = {
  build: buildCommand,
  test: testCommand,
  lint: lintCommand,
  list: listCommand,
};

/**
 * `toolgate rules VERB`: what people who write rules do with them.
 *
 * @returns 0, or 1 when a rule is wrong: every mistake is on stderr
 * @throws UsageError
 */
export function runRulesCommand([verb = "", ...rest]: readonly string[]): number {
  const command = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (command === undefined) {
    const verbs = Object.keys(VERBS);
    throw new UsageError(`rules takes one of ${verbs.join(", ")}${didYouMean(verb, verbs)}`);
  }
  try {
    return command(rest);
  } catch (error) {
    if (!(error instanceof RuleErrors) && !(error instanceof RuleError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}
