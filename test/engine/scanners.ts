import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, onTestFinished } from "vitest";
import { gitleaksPath, trufflehogPath } from "../../scripts/tools.mjs";
import { runEngines } from "../../src/engine/run-engines.ts";
import type { TextSurface } from "../../src/model/action.ts";
import type { RuleBundle } from "../../src/model/bundle.ts";
import type { EngineReport, ScannerName, ScannerPolicy } from "../../src/model/engine.ts";
import type { Finding } from "../../src/model/finding.ts";
import { millisecondsUp } from "../../src/platform/clock.ts";
import { EMPTY_BUNDLE } from "../check/empty-bundle.ts";
import { machine, surfaceOf } from "../check/secret/support.ts";

export { gitleaksPath, trufflehogPath };

const rulesDirectory = path.resolve(import.meta.dirname, "../../rules");

const isMissing = [gitleaksPath, trufflehogPath].some((file) => !existsSync(file));
const isSkipped = isMissing && process.env["CI"] === undefined;
if (isSkipped) {
  console.warn("skipped: these tests need gitleaks and TruffleHog: npm run tools, which needs Go");
}

/**
 * A group of tests that needs the real scanners. Where they are missing it is reported as skipped and the reason printed;
 * under CI it runs and fails, so that nobody takes a skip for a proof.
 */
// oxlint-disable-next-line vitest/valid-title, vitest/valid-describe-callback -- a condition, no group yet
export const describeScanners = describe.skipIf(isSkipped);

/** Of letters and digits that nobody has written down, so that no secret stands in the repository. */
export function makeToken(length = 36): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  const pick = () => letters[Math.floor(Math.random() * letters.length)] ?? "a";
  return Array.from({ length }, pick).join("");
}

export const githubToken = (): string => `${"gh"}p_${makeToken()}`;

/** On a machine that is busy with other tests a scanner takes its time. */
const PATIENT_MS = 25_000;

export function policyOf(name: ScannerName, more: Partial<ScannerPolicy> = {}): ScannerPolicy {
  return {
    name,
    run: "always",
    path: name === "gitleaks" ? gitleaksPath : trufflehogPath,
    config: "builtin",
    version: name === "gitleaks" ? { from: [8, 24, 0], below: [9, 0, 0] } : TRUFFLEHOG_RANGE,
    onlyVerified: false,
    deadlineMs: PATIENT_MS,
    onFailure: "deny",
    outcome: "deny",
    ...more,
  };
}

const TRUFFLEHOG_RANGE = { from: [3, 90, 0], below: [4, 0, 0] } as const;

export interface Asked {
  readonly findings?: readonly Finding[];
  readonly bundle?: RuleBundle;
  readonly mustBeRoots?: boolean;
  readonly leftMs?: number;
}

/** What one engine answers on these texts. */
export async function ask(
  policy: ScannerPolicy,
  texts: readonly (string | TextSurface)[],
  { findings = [], bundle = EMPTY_BUNDLE, mustBeRoots = false, leftMs = PATIENT_MS }: Asked = {},
): Promise<EngineReport> {
  const surfaces = texts.map((text) =>
    typeof text === "string" ? surfaceOf(text, { slot: ["tool_input", "content"] }) : text,
  );
  const request = {
    due: [{ policy, texts: surfaces }],
    findings,
    bundles: [bundle],
    policy: bundle.policy,
    machine,
    until: millisecondsUp() + leftMs,
  };
  const stateDirectory = makePlace();
  const asGuard = <T>(work: () => T): T => work();
  const setting = { rulesDirectory, mustBeRoots, stateDirectory, asGuard };
  const [report] = await runEngines(request, setting);
  if (report === undefined) throw new Error("no report");
  return report;
}

/** A directory that is gone after the test. */
export function makePlace(): string {
  const place = mkdtempSync(path.join(tmpdir(), "toolgate-engine-"));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  return place;
}

/** A scanner that misbehaves: a script of sh, executable unless told otherwise. */
export function fakeScanner(script: string, mode = 0o755): string {
  const file = path.join(makePlace(), "scanner");
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, mode);
  return file;
}
