import { join } from "node:path";
import { millisecondsUp } from "../../platform/clock.ts";
import type { ScannerPolicy, Version } from "../../model/engine.ts";
import { type FileFault, findTrustedFile } from "../../platform/trusted-file.ts";
import type { EngineNotes } from "../engine.ts";
import { EngineFailure } from "../engine-failure.ts";
import type { EngineSetting } from "../engine-runner.ts";
import { runProgram } from "./run-program.ts";
import type { Scanner, ScannerReport } from "./scanner.ts";
import type { ScannerInput } from "./scanner-input.ts";
import { describeRange, isInRange } from "./version-range.ts";

/** Scanners keep a longer input in a file. */
const MAX_INPUT_BYTES = 8 * 1024 * 1024;

/** What a scanner is run with. */
export interface ScannerRun {
  readonly policy: ScannerPolicy;
  readonly setting: EngineSetting;
  /** In milliseconds since the process began. */
  readonly until: number;
  readonly notes: EngineNotes;
}

/**
 * Runs a scanner on its input.
 *
 * @throws EngineFailure when there is not a whole report of an accepted version in time
 */
export async function runScanner(
  scanner: Scanner,
  { input, bytes }: ScannerInput,
  { policy, setting, until, notes }: ScannerRun,
): Promise<ScannerReport> {
  if (bytes > MAX_INPUT_BYTES)
    throw new EngineFailure(`the texts are longer than ${MAX_INPUT_BYTES} bytes together`);
  const path = trust(policy.path, "it", setting);
  const config = configOf(policy, setting);
  const timeoutMs = Math.floor(Math.min(policy.deadlineMs, until - millisecondsUp()));
  if (timeoutMs <= 0) throw new EngineFailure("no time was left for it");
  const run = { path, input, timeoutMs };
  const [ended, asked] = await Promise.all([
    runProgram({ ...run, args: scanner.toArguments(policy, config) }),
    askVersion(scanner, { path, timeoutMs }),
  ]);
  const report = scanner.readReport(ended, bytes);
  const version = asked ?? report.version;
  assertVersion(version, policy, notes);
  return report;
}

/** Beside the run itself: it takes less time, and so none. */
async function askVersion(
  { versionArguments, readVersion }: Scanner,
  where: { readonly path: string; readonly timeoutMs: number },
): Promise<Version | undefined> {
  if (versionArguments === undefined || readVersion === undefined) return undefined;
  const { stdout } = await runProgram({ ...where, args: versionArguments, input: "" });
  return readVersion(stdout);
}

function assertVersion(
  version: Version | undefined,
  { version: accepted }: ScannerPolicy,
  notes: EngineNotes,
): void {
  if (version === undefined) throw new EngineFailure("it does not say which version it is");
  notes.version = version.join(".");
  if (isInRange(version, accepted)) return;
  const range = describeRange(accepted);
  throw new EngineFailure(`its version ${version.join(".")} is not accepted: ${range}`);
}

function configOf({ config }: ScannerPolicy, setting: EngineSetting): string | undefined {
  if (config === "builtin") return undefined;
  const path = config === "toolgate" ? join(setting.rulesDirectory, "secrets.toml") : config;
  return trust(path, "its configuration", setting);
}

const FAULTS: Readonly<Record<FileFault, string>> = {
  missing: "is not there",
  "not-regular": "is not a regular file",
  "not-roots": "can be changed by others than root",
};

function trust(path: string, what: string, { mustBeRoots }: EngineSetting): string {
  const found = findTrustedFile(path, mustBeRoots);
  if ("fault" in found) throw new EngineFailure(`${what} ${FAULTS[found.fault]}`);
  return found.path;
}
