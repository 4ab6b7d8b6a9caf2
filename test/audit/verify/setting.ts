import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import type { Fault, FaultKind } from "../../../src/audit/verify/finding.ts";
import { readKeys, type TrustedKey } from "../../../src/audit/verify/trust/key-ring.ts";
import type { Verification } from "../../../src/audit/verify/verification.ts";
import { verify, type VerifyRequest } from "../../../src/audit/verify/verify.ts";
import { type SealKey, START } from "./make-log.ts";

/** In memory where that is possible: some tests write a file tens of thousands of times. */
const FOLDER = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** A directory that is gone after the tests of the file. */
export function makePlace(): string {
  const place = mkdtempSync(path.join(FOLDER, "toolgate-verify-"));
  afterAll(() => rmSync(place, { recursive: true, force: true }));
  return place;
}

let files = 0;

export function trust(place: string, key: SealKey, name = `key-${(files += 1)}.pub`) {
  const file = path.join(place, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, key.publicPem);
  return readKeys([file]);
}

export function writeFile(place: string, name: string, content: string | Uint8Array): string {
  const file = path.join(place, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** Verifies as of an hour after the logs of the tests. */
export function verifyPaths(
  paths: readonly string[],
  keys: readonly TrustedKey[],
  more: Partial<VerifyRequest> = {},
): Promise<Verification> {
  return verify({
    paths,
    keys,
    spoolKey: undefined,
    segmentKey: () => undefined,
    now: START + 3_600_000,
    until: undefined,
    anchors: [],
    fromMiddle: false,
    stopped: [],
    isLive: false,
    ...more,
  });
}

export const kindsOf = ({ faults }: Verification): readonly FaultKind[] => [
  ...new Set(faults.listed.map(({ kind }) => kind)),
];

export const faultsOf = ({ faults }: Verification, kind: FaultKind): readonly Fault[] =>
  faults.listed.filter((fault) => fault.kind === kind);
