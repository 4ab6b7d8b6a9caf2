import { readFileSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { mergeAnchors, readAnchors, writeAnchors } from "../../audit/verify/anchor.ts";
import { readKeys } from "../../audit/verify/trust/key-ring.ts";
import type { Verdict } from "../../audit/verify/verification.ts";
import { verify, type VerifyRequest } from "../../audit/verify/verify.ts";
import { StageError } from "../../model/stage.ts";
import { readSpoolKey } from "../../platform/read-key.ts";
import { UsageError } from "../usage-error.ts";
import { formatVerification } from "./format-verification.ts";
import { findLayout, pathsOr } from "./installation.ts";
import { readTime } from "./read-time.ts";
import { toVerificationJson } from "./verification-json.ts";

const SPOOL_KEY_BYTES = 32;

const EXIT_STATUS: Readonly<Record<Verdict, number>> = {
  proven: 0,
  faults: 1,
  "chain only": 3,
  "not proven": 3,
};

/**
 * `toolgate audit verify` (docs/AUDIT-VERIFY.md).
 *
 * @returns 0 when everything is proven, 1 with faults, 3 when nobody can tell
 * @throws UsageError, KeyError, AnchorError or an error of the file system: nothing was verified then
 */
export async function verifyCommand(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseVerifyArguments(argv);
  const anchorFile = values["save-anchor"];
  const request = toRequest(values, positionals);
  const found = await verify(request);
  if (anchorFile !== undefined)
    writeAnchors(anchorFile, mergeAnchors(request.anchors, found.anchors));
  const status = EXIT_STATUS[found.verdict];
  process.stdout.write(
    values.json ? toVerificationJson(found, status) : formatVerification(found, request),
  );
  return status;
}

function toRequest(values: Values, positionals: readonly string[]): VerifyRequest {
  const { key, now, until, anchor } = values;
  return {
    paths: pathsOr(positionals),
    keys: readKeys(key ?? []),
    spoolKey: spoolKeyOf(values),
    segmentKey: () => spoolKeyOf(values) ?? installedSpoolKey(),
    now: now === undefined ? Date.now() : readTime(now, "--now"),
    until: until === undefined ? undefined : readTime(until, "--until"),
    anchors: anchor === undefined ? [] : readAnchors(anchor),
    fromMiddle: values["from-middle"],
    stopped: values.stopped ?? [],
    isLive: true,
  };
}

function spoolKeyOf(values: Values): Uint8Array | undefined {
  const file = values["spool-key"];
  if (file === undefined) return undefined;
  const { size } = statSync(file);
  if (size !== SPOOL_KEY_BYTES)
    throw new UsageError(`--spool-key: ${file} has ${size} bytes, and a spool.key has 32`);
  return readFileSync(file);
}

/** Whoever may not read it, which is everyone but root and the hooks, gets no proof of MACs. */
function installedSpoolKey(): Uint8Array | undefined {
  const layout = findLayout();
  if (layout === undefined) return undefined;
  try {
    return readSpoolKey(layout.keys);
  } catch (error) {
    if (error instanceof StageError) return undefined;
    throw error;
  }
}

function parseVerifyArguments(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      key: { type: "string", multiple: true },
      "spool-key": { type: "string" },
      now: { type: "string" },
      until: { type: "string" },
      anchor: { type: "string" },
      "save-anchor": { type: "string" },
      stopped: { type: "string", multiple: true },
      "from-middle": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
}

type Values = ReturnType<typeof parseVerifyArguments>["values"];
