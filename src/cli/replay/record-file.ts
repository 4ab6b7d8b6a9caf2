import { randomBytes } from "node:crypto";
import { fstatSync, openSync } from "node:fs";
import { guard } from "../../../hooks/guard.ts";
import { createSpool } from "../../audit/spool/create-spool.ts";
import { readActor } from "../../platform/actor.ts";
import { readBootId } from "../../platform/boot-id.ts";
import { createMachine } from "../../platform/machine.ts";
import { record } from "../../recorder.ts";
import type { LoadedRules } from "../../rule/load-rules.ts";
import type { JudgedLine } from "./judge-lines.ts";

/**
 * Appends the records that the guard would have written to a file, in the spool's format. The key is made up and
 * forgotten: their MACs and hashes tie the records of one run together and to nothing else.
 *
 * @returns takes one judged event on the record; throws StageError("record") when the file takes no more
 * @throws Error of the file system
 */
export function openRecordFile(
  file: string,
  { bundle, inForce }: LoadedRules,
): (judged: JudgedLine) => void {
  const descriptor = openSync(file, "a", 0o600);
  const actor = readActor();
  const spool = createSpool({
    segment: { descriptor, bytes: fstatSync(descriptor).size },
    key: randomBytes(32),
    uid: actor.uid,
    integrity: "none",
    readBootId,
  });
  // Who has made the event this environment does not know: no variables are recorded.
  const { audit } = bundle.policy;
  const machine = createMachine();
  const setting = { spool, actor, hook: guard.name, rules: inForce, audit, machine };
  return ({ line, decision, evaluation }) =>
    record(setting, { input: line.bytes, decision, evaluation });
}
