import { createSpool } from "../../src/audit/spool/create-spool.ts";
import { readSegment } from "../../src/audit/spool/read-segment.ts";
import { toGate } from "../../src/cli/open-gate.ts";
import { Evaluation } from "../../src/evaluation.ts";
import { judge } from "../../src/judge.ts";
import type { AuditPolicy } from "../../src/model/audit-policy.ts";
import { DEFAULT_AUDIT } from "../../src/model/audit-policy.ts";
import type { CompiledBundle } from "../../src/model/bundle.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Policy } from "../../src/model/policy.ts";
import { record, type RecorderSetting } from "../../src/recorder.ts";
import { buildRules } from "../../src/rule/build/build-rules.ts";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** What is otherwise than in a hook of the shipped rules. */
export interface Otherwise {
  readonly policy?: Partial<Policy>;
  readonly audit?: Partial<AuditPolicy>;
  readonly setting?: Partial<RecorderSetting>;
}

/** What stands in a spool after some events. */
export interface Written {
  readonly bytes: string;
  readonly records: readonly JsonObject[];
  /** The records' texts as they stand there: what `seal` is given. */
  readonly texts: readonly string[];
}

const KEY = Buffer.alloc(32, 7);
let built: CompiledBundle | undefined;

/** Takes events through the guard's own pipeline, with the shipped rules, into a spool. */
export function writeRecords(events: readonly string[], otherwise: Otherwise = {}): Written {
  const folder = mkdtempSync(path.join(tmpdir(), "toolgate-records-"));
  const file = path.join(folder, "1000.seg");
  const descriptor = openSync(file, "a");
  try {
    const segment = { descriptor, bytes: 0 };
    const readBootId = (): string => "boot";
    const spool = createSpool({ segment, key: KEY, uid: 1000, integrity: "setgid", readBootId });
    const gate = gateOf({ spool, ...otherwise.setting }, otherwise);
    for (const event of events) judge(Buffer.from(event), gate, new Evaluation());
    const entries = readSegment(file, KEY);
    const records = entries.flatMap((entry) =>
      entry.state === "verified" ? [entry.envelope.record] : [],
    );
    const bytes = readFileSync(file, "utf8");
    return { bytes, records, texts: textsIn(bytes) };
  } finally {
    closeSync(descriptor);
    rmSync(folder, { recursive: true });
  }
}

function gateOf(
  setting: Partial<RecorderSetting> & Pick<RecorderSetting, "spool">,
  { policy = {}, audit = {} }: Otherwise,
) {
  built ??= buildRules("rules");
  const bundle = { ...built, policy: { ...built.policy, ...policy } };
  const { version, digest } = bundle;
  const recording: RecorderSetting = {
    actor: { uid: 1000, user: "dev", host: "workstation" },
    hook: "guard",
    rules: { version, digest, stale: [], fallback: false },
    audit: { ...DEFAULT_AUDIT, ...audit },
    ...setting,
  };
  return {
    ...toGate({ bundle }),
    record: (
      input: Uint8Array,
      decision: Parameters<typeof record>[1]["decision"],
      evaluation: Evaluation,
    ) => record(recording, { input, decision, evaluation }),
  };
}

function textsIn(bytes: string): string[] {
  const lines = bytes.split("\n").filter((line) => line !== "");
  return lines.map((line) => line.slice(line.indexOf(',"record":') + 10, -74));
}
