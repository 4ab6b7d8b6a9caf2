import { sign } from "node:crypto";
import {
  hashLine,
  NO_LINE,
  seal,
  type Seal,
  toSignedBytes,
  unseal,
  withSignature,
} from "../../../src/audit/seal/sealed-line.ts";
import type { SealKey } from "./make-log.ts";

/** What an attacker makes of lines that he may change as he likes. */
export interface Forgery {
  /** Under which log's name. */
  readonly log?: string;
  /** With which key he signs; without one he leaves old signatures where they are. */
  readonly key?: SealKey;
  readonly edit?: (text: string, seq: number) => string;
}

/** The lines numbered from 0, with all hashes made anew. */
export function recompute(lines: readonly string[], forgery: Forgery = {}): readonly string[] {
  const forged: string[] = [];
  let prev = NO_LINE;
  for (const [seq, line] of lines.entries()) {
    const parts = unseal(line);
    if (parts === undefined) throw new Error(`line ${seq} has no seal`);
    const { v: _, sig, log, ...rest } = parts.seal;
    const place: Omit<Seal, "v"> = { log: forgery.log ?? log, ...rest, seq, prev };
    const text = forgery.edit?.(parts.text, seq) ?? parts.text;
    const unsigned = seal(text, place);
    const next = sig === undefined ? unsigned : resign(unsigned, sig, forgery.key);
    forged.push(next);
    prev = hashLine(next);
  }
  return forged;
}

function resign(line: string, old: string, key: SealKey | undefined): string {
  if (key === undefined) return withSignature(line, Buffer.from(old, "hex"));
  return withSignature(line, sign(null, toSignedBytes(line), key.privateKey));
}
