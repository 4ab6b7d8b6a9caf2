import type { JsonObject } from "../model/json.ts";
import type { Account, Spool } from "../model/record.ts";
import { classify } from "./classify.ts";
import { Cleaner } from "./cleaner.ts";
import { describeCall } from "./describe-call.ts";
import { describeEvaluation } from "./describe-evaluation.ts";
import { describeWho } from "./describe-who.ts";
import { collectSecrets } from "./known-secrets.ts";
import { describeControl, describeStatus } from "./outcome.ts";

/** The released OCSF version whose attributes a record has. */
const OCSF_VERSION = "1.9.0";

/** The hooks that run the secret check. */
const SCANNING_HOOKS: ReadonlySet<string> = new Set(["guard", "secret-scan"]);

/**
 * One event as an OCSF API Activity with the profiles ai_operation, security_control and host. Every
 * text of the event passes the cleaner; contents (what is written, read, answered, prompted) are
 * there by size and keyed hash only. Field by field: docs/AUDIT-RECORD.md.
 */
export function toRecord(account: Account, spool: Pick<Spool, "keyedHash">): JsonObject {
  const cleaner = new Cleaner({
    secrets: collectSecrets(account),
    hash: spool.keyedHash,
    scanned: SCANNING_HOOKS.has(account.hook),
  });
  return {
    ...classify(account),
    time: account.time,
    duration: Math.round(sum(Object.values(account.timing)) / 1000),
    message: summarize(account, cleaner),
    ...describeStatus(account),
    ...describeControl(account),
    ...describeWho(account, cleaner),
    ...describeCall(account, cleaner),
    ...describeRulePack(account),
    ...describeRaw(account, spool),
    metadata: describeMetadata(account, cleaner),
    unmapped: describeEvaluation(account, cleaner),
  };
}

function describeMetadata({ event, hook }: Account, cleaner: Cleaner): JsonObject {
  return {
    version: OCSF_VERSION,
    profiles: ["ai_operation", "security_control", "host"],
    product: { name: "Toolgate", vendor_name: "Toolgate", feature: { name: hook } },
    log_name: "toolgate",
    event_code: cleaner.line(event?.name),
    correlation_uid: cleaner.line(event?.sessionId),
  };
}

function describeRulePack({ rules }: Account): JsonObject {
  if (rules === undefined) return {};
  return { policy: { name: "toolgate-rules", version: rules.version, uid: rules.digest } };
}

/** The input as it came is never recorded; its keyed hash lets it be recognised. */
function describeRaw({ input }: Account, spool: Pick<Spool, "keyedHash">): JsonObject {
  const value = spool.keyedHash(input);
  const fingerprint = { algorithm_id: 99, algorithm: "HMAC-SHA-256", encoding_id: 1, value };
  return { raw_data_size: input.length, raw_data_hash: fingerprint };
}

/** `deny PreToolUse Bash: command/rm-root`, for whoever reads a list of records. */
function summarize({ decision, event, verdict, failure }: Account, cleaner: Cleaner): string {
  const what = [decision.told, event?.name, event?.tool?.name].filter((part) => part !== undefined);
  const rules = (verdict?.determining ?? []).slice(0, 5).map(({ rule }) => rule);
  const why = failure === undefined ? [...new Set(rules)].join(", ") : `failed at ${failure.stage}`;
  return cleaner.line(why === "" ? what.join(" ") : `${what.join(" ")}: ${why}`);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
