import type { JsonObject } from "../model/json.ts";
import type { Account, Spool } from "../model/record.ts";
import { classify } from "./classify.ts";
import { Cleaner } from "./cleaner.ts";
import { describeCall } from "./describe-call.ts";
import { describeEvaluation } from "./describe-evaluation.ts";
import { describeWho } from "./describe-who.ts";
import { collectSecrets } from "./known-secrets.ts";
import { describeOutcome } from "./outcome.ts";
import { captureOf } from "./shown-contents.ts";

/** The released OCSF version whose attributes a record has. */
const OCSF_VERSION = "1.9.0";

/**
 * One event as an OCSF API Activity with the profiles ai_operation and security_control. Every
 * text of the event passes the cleaner; contents (what is written, read, answered, prompted) are
 * there by size and keyed hash only. Field by field: docs/AUDIT-RECORD.md.
 */
export function toRecord(told: Account, spool: Pick<Spool, "keyedHash">): JsonObject {
  const account = { ...told, capture: captureOf(told) };
  const cleaner = new Cleaner({
    secrets: collectSecrets(account),
    hash: spool.keyedHash,
    capture: account.capture,
    // The hooks that run the secret check.
    scanned: account.hook === "guard" || account.hook === "secret-scan",
  });
  return {
    ...classify(account),
    time: account.time,
    message: summarize(account, cleaner),
    ...describeOutcome(account),
    ...describeWho(account, cleaner),
    ...describeCall(account, cleaner),
    policy: account.rules && { version: account.rules.version, uid: account.rules.digest },
    raw_data_size: account.input.length,
    // The input as it came is never recorded; its keyed hash lets it be recognised.
    raw_data_hash: {
      algorithm_id: 99,
      algorithm: "HMAC-SHA-256",
      value: spool.keyedHash(account.input),
    },
    metadata: describeMetadata(account, cleaner),
    unmapped: describeEvaluation(account, cleaner),
  };
}

function describeMetadata({ event, hook }: Account, cleaner: Cleaner): JsonObject {
  return {
    version: OCSF_VERSION,
    profiles: ["ai_operation", "security_control"],
    product: { name: "Toolgate", feature: { name: hook } },
    event_code: cleaner.id(event?.name),
  };
}

/** `deny PreToolUse Bash: command/rm-root`, for whoever reads a list of records. */
function summarize({ decision, event, verdict, failure }: Account, cleaner: Cleaner): string {
  const what = [decision.told, cleaner.id(event?.name), event?.tool?.name].filter(
    (part) => part !== undefined,
  );
  const rules = (verdict?.determining ?? []).slice(0, 5).map(({ rule }) => rule);
  const why = failure === undefined ? [...new Set(rules)].join(", ") : `failed at ${failure.stage}`;
  return cleaner.line(why === "" ? what.join(" ") : `${what.join(" ")}: ${why}`);
}
