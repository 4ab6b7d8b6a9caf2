import { isObject, type Json, type JsonObject, parseJson } from "../../model/json.ts";
import type { ScannerPolicy } from "../../model/engine.ts";
import type { Verification } from "../../model/finding.ts";
import { EngineFailure } from "../engine-failure.ts";
import type { Ended } from "../scanner/run-program.ts";
import type { Scanner, ScannerMatch, ScannerReport } from "../scanner/scanner.ts";
import { findVersion } from "../scanner/version-range.ts";

/** The real TruffleHog, version 3: `trufflehog stdin`, one JSON object a secret, and its log on standard error. */
export const trufflehog: Scanner = {
  name: "trufflehog",
  // A line with this in it is passed over, and no flag changes that.
  defused: [["trufflehog:ignore", "trufflehog_ignore"]],
  toArguments: (policy, config) => [
    "stdin",
    "--json",
    "--no-update",
    "--no-color",
    ...verifying(policy),
    ...(config === undefined ? [] : [`--config=${config}`]),
  ],
  readReport,
};

/** It looks at so much at a time. (The bytes that it counts are fewer where it has decoded something.) */
const CHUNK_BYTES = 10 * 1024;

/** Only where the policy wants it is a secret tried at its provider. */
function verifying({ onlyVerified }: ScannerPolicy): readonly string[] {
  return onlyVerified ? ["--results=verified"] : ["--no-verification"];
}

function readReport({ exitCode, stdout, stderr }: Ended, bytes: number): ScannerReport {
  if (exitCode !== 0) throw new EngineFailure(`it ended with exit code ${exitCode}`);
  const matches = stdout.split("\n").filter(Boolean).map(parseLine).map(toMatch);
  const last = readLog(stderr);
  if (last === undefined) throw new EngineFailure("it did not say that it had finished");
  const { chunks, trufflehog_version: version } = last;
  if (typeof chunks !== "number" || chunks * CHUNK_BYTES < bytes)
    throw new EngineFailure("it did not look at the whole of it");
  return { version: typeof version === "string" ? findVersion(version) : undefined, matches };
}

function parseLine(line: string): JsonObject {
  const value = parseJson(line);
  if (!isObject(value)) throw new EngineFailure("its report is not whole");
  return value;
}

/** What it says when it is done: what it has looked at, and which version it is. */
function readLog(stderr: string): JsonObject | undefined {
  const line = stderr.split("\n").findLast((each) => each.includes('"finished scanning"'));
  const value = line === undefined ? undefined : parseJson(line);
  return isObject(value) && value["msg"] === "finished scanning" ? value : undefined;
}

function toMatch(result: JsonObject): ScannerMatch {
  const { DetectorName, ExtraData, Raw, RawV2, Verified, VerificationError } = result;
  if (typeof DetectorName !== "string" || typeof Raw !== "string")
    throw new EngineFailure("its report is not one that we know");
  const verification = toVerification(Verified, VerificationError);
  const parts = typeof RawV2 === "string" ? partsOf(Raw, RawV2) : [];
  return {
    rule: DetectorName === CUSTOM ? nameOf(ExtraData) : DetectorName,
    values: [Raw, ...parts],
    parts,
    ...(verification === undefined ? {} : { verification }),
  };
}

/** What every detector of the policy's own configuration is called. */
const CUSTOM = "CustomRegex";

function nameOf(extra: Json | undefined): string {
  const name = isObject(extra) ? extra["name"] : undefined;
  return typeof name === "string" ? name : CUSTOM;
}

/** Not verified is what it says of a secret that does not work, and of one that nobody tried. */
function toVerification(verified: Json | undefined, error: Json | undefined) {
  const answers: readonly (readonly [boolean, Verification])[] = [
    [verified === true, "verified"],
    [typeof error === "string" && error !== "", "indeterminate"],
  ];
  return answers.find(([holds]) => holds)?.[1];
}

/** `RawV2` is the first part with the others behind or before it, joined by what the detector chose. */
function partsOf(raw: string, joined: string): readonly string[] {
  const rest = raw === "" ? joined : joined.replace(raw, () => "\n");
  return rest.split(/[\n:|]/).filter((part) => part.length >= MIN_PART_UNITS);
}

/** Shorter ones would be masked all over a text. */
const MIN_PART_UNITS = 8;
