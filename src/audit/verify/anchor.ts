import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod/mini";

/** A line that a log is known to have held: kept elsewhere, it shows that the log was cut back. */
export interface Anchor {
  readonly log: string;
  readonly seq: number;
  /** SHA-256 of the line, hex. */
  readonly hash: string;
  /** When it was sealed, ISO 8601. */
  readonly time: string;
}

/** An anchor file that cannot be used. */
export class AnchorError extends Error {
  override readonly name = "AnchorError";
}

/** @throws AnchorError; or an error of the file system */
export function readAnchors(file: string): readonly Anchor[] {
  const digits = (count: number) => z.string().check(z.regex(new RegExp(`^[0-9a-f]{${count}}$`)));
  const seq = z.number().check(z.int(), z.gte(0));
  const anchor = z.object({ log: digits(32), seq, hash: digits(64), time: z.string() });
  const format = z.object({ format: z.literal(1), anchors: z.array(anchor) });
  const parsed = format.safeParse(parse(readFileSync(file, "utf8")));
  if (!parsed.success) throw new AnchorError(`${file}: it is no file of anchors (--save-anchor)`);
  return parsed.data.anchors;
}

/** Replaces the file as a whole. */
export function writeAnchors(file: string, anchors: readonly Anchor[]): void {
  const next = `${file}.${process.pid}.new`;
  const lines = anchors.map((anchor) => `\n  ${JSON.stringify(anchor)}`);
  writeFileSync(next, `{"format": 1, "anchors": [${lines.join(",")}\n]}\n`);
  renameSync(next, file);
}

/** The later anchor of each log. */
export function mergeAnchors(one: readonly Anchor[], two: readonly Anchor[]): readonly Anchor[] {
  const merged = new Map(one.map((anchor) => [anchor.log, anchor]));
  for (const anchor of two) {
    const known = merged.get(anchor.log);
    if (known === undefined || known.seq <= anchor.seq) merged.set(anchor.log, anchor);
  }
  return [...merged.values()];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
