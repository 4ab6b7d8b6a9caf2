import { readCheckout } from "./action/operation/git/read-checkout.ts";
import { toRecord } from "./audit/to-record.ts";
import type { Evaluation } from "./evaluation.ts";
import { type AuditPolicy, DEFAULT_AUDIT } from "./model/audit-policy.ts";
import type { Machine } from "./model/check.ts";
import type { Decision } from "./model/decision.ts";
import type { Account, Actor, Checkout, Claim, RulesInForce, Spool } from "./model/record.ts";

/** What is the same in every record of this process. */
export interface RecorderSetting {
  readonly spool: Spool;
  readonly actor: Actor;
  readonly hook: string;
  /** Absent when no rules could be loaded. */
  readonly rules: RulesInForce | undefined;
  /** What the policy says of records; absent where it says nothing or could not be read. */
  readonly audit?: AuditPolicy | undefined;
  /** The environment that the policy may name variables of. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Absent where no repository is looked for. */
  readonly machine?: Pick<Machine, "readText" | "realPath">;
}

/** What one record tells beyond that. */
export interface Recordable {
  readonly input: Uint8Array;
  readonly decision: Decision;
  readonly evaluation: Evaluation;
}

/**
 * Appends the record of one evaluation to the spool.
 *
 * @throws StageError("record") when it is not wholly there.
 */
export function record(setting: RecorderSetting, recordable: Recordable): void {
  const time = Date.now();
  const { evaluation, decision, input } = recordable;
  const { event, rules, action, engine, taint, verdict } = evaluation.results;
  const { capture, identity, sync } = setting.audit ?? DEFAULT_AUDIT;
  const account: Account = {
    actor: setting.actor,
    integrity: setting.spool.integrity,
    capture,
    identity: readClaims(identity, setting.environment),
    hook: setting.hook,
    rules: setting.rules,
    repository: rules?.repository ?? [],
    engines: engine,
    taint,
    checkout: findCheckout(event?.cwd, setting.machine),
    event,
    action,
    verdict,
    decision,
    failure: evaluation.failure,
    timing: evaluation.timing,
    time,
    input,
  };
  setting.spool.append(toRecord(account, setting.spool), sync);
}

/** Those of the variables that are set. */
function readClaims(
  names: readonly string[],
  environment: RecorderSetting["environment"] = {},
): readonly Claim[] {
  return names.flatMap((name) => {
    const value = environment[name];
    return value === undefined || value === "" ? [] : [{ name, value }];
  });
}

function findCheckout(
  cwd: string | undefined,
  machine: RecorderSetting["machine"],
): Checkout | undefined {
  return machine === undefined || cwd?.startsWith("/") !== true
    ? undefined
    : readCheckout(cwd, machine);
}
