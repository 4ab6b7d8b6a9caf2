import { verify } from "node:crypto";
import { expect } from "vitest";
import { hashLine, NO_LINE, toSignedBytes, unseal } from "../../../src/audit/seal/sealed-line.ts";
import type { SampleLog } from "../forward/sample-log.ts";

/** That what arrived is the log: every line byte for byte, nothing else, chained and signed, and few of them twice. */
export function assertDelivered(
  arrived: readonly string[],
  log: SampleLog,
  { duplicates = 0 } = {},
): void {
  const bySeq = new Map(arrived.map((line) => [unseal(line)?.seal.seq ?? -1, line]));
  const ordered = [...bySeq].toSorted(([a], [b]) => a - b).map(([, line]) => line);
  expect(ordered.length).toBe(log.lines.length);
  expect(ordered).toEqual(log.lines);
  let prev = NO_LINE;
  for (const line of ordered) {
    const seal = unseal(line)?.seal;
    expect(seal?.prev).toBe(prev);
    prev = hashLine(line);
    if (seal?.sig === undefined) continue;
    const signature = Buffer.from(seal.sig, "hex");
    expect(verify(null, toSignedBytes(line), log.keys.publicKey, signature)).toBe(true);
  }
  // A duplicate is the same line: it is recognised by its text, and by the id in it.
  expect(new Set(arrived).size).toBe(log.lines.length);
  expect(arrived.length - log.lines.length).toBeLessThanOrEqual(duplicates);
}
