import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runEngines } from "../../src/engine/run-engines.ts";
import type { TextSurface } from "../../src/model/action.ts";
import type {
  EngineReport,
  LakeraPolicy,
  LlmGuardPolicy,
  ServicePolicy,
} from "../../src/model/engine.ts";
import { millisecondsUp } from "../../src/platform/clock.ts";
import { EMPTY_BUNDLE } from "../check/empty-bundle.ts";
import { machine, surfaceOf } from "../check/secret/support.ts";
import { makePlace, makeToken } from "./scanners.ts";

const PATIENT_MS = 10_000;

const TERMS = {
  run: "always",
  roles: ["prompt", "written", "argument", "file", "output"],
  deadlineMs: PATIENT_MS,
  onFailure: "deny",
  outcome: "deny",
} as const;

export function lakeraAt(url: string, more: Partial<LakeraPolicy> = {}): LakeraPolicy {
  return { name: "lakera", ...TERMS, url, blockAt: 3, ...more };
}

export function llmGuardAt(url: string, more: Partial<LlmGuardPolicy> = {}): LlmGuardPolicy {
  const own = { thresholds: {}, threshold: 0.5, mask: false, answersTo: "output" } as const;
  return { name: "llm-guard", ...TERMS, url, ...own, ...more };
}

/** A key that nobody has written down. */
export const makeKey = (): string => `key-of-a-test-${makeToken(24)}`;

/** A file with a key, which its owner alone may read unless told otherwise. */
export function keyFileOf(key: string, mode = 0o600): string {
  const file = path.join(makePlace(), "service.key");
  writeFileSync(file, `${key}\n`);
  chmodSync(file, mode);
  return file;
}

export interface ServiceAsked {
  readonly mustBeRoots?: boolean;
  readonly leftMs?: number;
  /** Where outages are counted; fresh unless given. */
  readonly stateDirectory?: string;
}

/** A text of a tool's answer, which can be masked. */
export const outputOf = (text: string): TextSurface =>
  surfaceOf(text, {
    role: "output",
    at: { field: "tool_response.stdout" },
    slot: ["tool_response", "stdout"],
  });

export const promptOf = (text: string): TextSurface =>
  surfaceOf(text, { role: "prompt", at: { field: "prompt" }, slot: ["prompt"] });

/** What a service answers on these texts. */
export async function askService(
  policy: ServicePolicy,
  texts: readonly TextSurface[],
  { mustBeRoots = false, leftMs = PATIENT_MS, stateDirectory = makePlace() }: ServiceAsked = {},
): Promise<EngineReport> {
  const request = {
    due: [{ policy, texts }],
    findings: [],
    bundles: [EMPTY_BUNDLE],
    policy: EMPTY_BUNDLE.policy,
    machine,
    until: millisecondsUp() + leftMs,
  };
  const asGuard = <T>(work: () => T): T => work();
  const setting = { rulesDirectory: "/nonexistent", mustBeRoots, stateDirectory, asGuard };
  const [report] = await runEngines(request, setting);
  if (report === undefined) throw new Error("no report");
  return report;
}

/** What Lakera Guard answers where it finds nothing, in either spelling. */
export const LAKERA_CLEAN = {
  flagged: false,
  breakdown: [{ detector_type: "prompt_attack", detected: false, confidence: "L5" }],
  metadata: { request_uuid: "00000000-0000-4000-8000-000000000000" },
};

export const LLM_GUARD_CLEAN = { is_valid: true, scanners: { PromptInjection: 0 } };
