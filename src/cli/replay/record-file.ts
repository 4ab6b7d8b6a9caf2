import { randomBytes } from "node:crypto";
import { fstatSync, openSync } from "node:fs";
import { guard } from "../../../hooks/guard.ts";
import { createSpool } from "../../audit/spool/create-spool.ts";
import type { RulesInForce } from "../../model/record.ts";
import { readActor } from "../../platform/actor.ts";
import { readBootId } from "../../platform/boot-id.ts";
import { record } from "../../recorder.ts";
import type { JudgedLine } from "./judge-lines.ts";

/**
 * Appends the records that the guard would have written to a file, in the spool's format. The key is made up and
 * forgotten: their MACs and hashes tie the records of one run together and to nothing else.
 *
 * @returns takes one judged event on the record; throws StageError("record") when the file takes no more
 * @throws Error of the file system
 */
export function openRecordFile(file: string, rules: RulesInForce): (judged: JudgedLine) => void {
  const descriptor = openSync(file, "a", 0o600);
  const actor = readActor();
  const spool = createSpool({
    segment: { descriptor, bytes: fstatSync(descriptor).size },
    key: randomBytes(32),
    uid: actor.uid,
    integrity: "none",
    readBootId,
  });
  const setting = { spool, actor, hook: guard.name, rules };
  return ({ line, decision, evaluation }) =>
    record(setting, { input: line.bytes, decision, evaluation });
}
