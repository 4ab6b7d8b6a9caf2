import type { SealedLine } from "../../../src/audit/sink/sink.ts";
import { SampleLog } from "../forward/sample-log.ts";

/** Lines as a queue hands them over. */
export function makeLines(count: number, options = {}): SealedLine[] {
  const log = new SampleLog();
  log.addMany(count, options);
  return log.lines.map((line, seq) => ({ seq, bytes: Buffer.from(line) }));
}

export const textOf = ({ bytes }: SealedLine): string => Buffer.from(bytes).toString("utf8");

/** That nobody aborts. */
export const never = (): AbortSignal => new AbortController().signal;
