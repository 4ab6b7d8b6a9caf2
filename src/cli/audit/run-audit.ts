import { readErrorCode } from "../../model/error-code.ts";
import { describeError } from "../describe-error.ts";
import { didYouMean } from "../did-you-mean.ts";
import { UsageError } from "../usage-error.ts";
import { statsCommand } from "./stats-command.ts";
import { tailCommand } from "./tail-command.ts";
import { verifyCommand } from "./verify-command.ts";

const VERBS: Readonly<Record<string, (argv: readonly string[]) => Promise<number>>> = {
  verify: verifyCommand,
  tail: tailCommand,
  stats: statsCommand,
};

const MISUSED = 2;

/**
 * `toolgate audit VERB`: what the audit log holds, and what of it is proven. 1 means faults here, so all that keeps a
 * command from its work is 2.
 */
export async function runAudit([verb = "", ...rest]: readonly string[]): Promise<number> {
  try {
    const command = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
    if (command === undefined) {
      const verbs = Object.keys(VERBS);
      throw new UsageError(`audit takes one of ${verbs.join(", ")}${didYouMean(verb, verbs)}`);
    }
    return await command(rest);
  } catch (error) {
    // Whoever reads has what he wanted: `| head`.
    if (readErrorCode(error) === "EPIPE") return 0;
    process.stderr.write(`toolgate: ${describeError(error)}\n`);
    return MISUSED;
  }
}
