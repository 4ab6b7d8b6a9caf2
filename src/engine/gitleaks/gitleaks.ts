import { EngineFailure } from "../engine-failure.ts";
import type { Ended } from "../scanner/run-program.ts";
import type { Scanner, ScannerMatch, ScannerReport } from "../scanner/scanner.ts";
import { findVersion } from "../scanner/version-range.ts";
import { isArray, isObject, type JsonObject, parseJson } from "../../model/json.ts";

/** What gitleaks ends with when it has found something, as we tell it; 1 is that it failed, 126 a flag it has not. */
const FOUND = 7;

/** The real gitleaks, version 8: `gitleaks stdin` with its JSON report on standard output, which is a pipe. */
export const gitleaks: Scanner = {
  name: "gitleaks",
  // Its comments that excuse a line are excused by a flag.
  defused: [],
  toArguments: (_policy, config) => [
    "stdin",
    "--no-banner",
    "--no-color",
    "--ignore-gitleaks-allow",
    "--report-format=json",
    "--report-path=-",
    `--exit-code=${FOUND}`,
    ...(config === undefined ? [] : [`--config=${config}`]),
  ],
  versionArguments: ["version"],
  readVersion: findVersion,
  readReport,
};

function readReport({ exitCode, stdout, stderr }: Ended, bytes: number): ScannerReport {
  if (exitCode !== 0 && exitCode !== FOUND)
    throw new EngineFailure(`it ended with exit code ${exitCode}`);
  const findings = parseReport(stdout);
  // The one says that something was found, and the other must hold it.
  if ((exitCode === FOUND) !== findings.length > 0)
    throw new EngineFailure("its report and its exit code do not agree");
  if (bytesScanned(stderr) < bytes) throw new EngineFailure("it did not look at the whole of it");
  return { version: undefined, matches: findings.map(toMatch) };
}

function parseReport(stdout: string): readonly JsonObject[] {
  const value = parseJson(stdout);
  if (!isArray(value) || !value.every(isObject)) throw new EngineFailure("its report is not whole");
  return value;
}

/** `INF scanned ~147 bytes (147 bytes) in 96.2ms` is its last word but one. */
function bytesScanned(stderr: string): number {
  const match = /scanned ~(\d{1,15}) bytes/.exec(stderr.slice(-4096));
  return match === null ? -1 : Number(match[1]);
}

function toMatch(finding: JsonObject): ScannerMatch {
  const { RuleID, StartLine, EndLine, Secret, Match } = finding;
  if (typeof RuleID !== "string" || typeof StartLine !== "number" || typeof EndLine !== "number")
    throw new EngineFailure("its report is not one that we know");
  const values = [Secret, Match].flatMap((value) => (typeof value === "string" ? [value] : []));
  return { rule: RuleID, values, parts: [], lines: [StartLine, EndLine] };
}
