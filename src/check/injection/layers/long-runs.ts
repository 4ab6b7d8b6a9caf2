import { lowBytesOf } from "./low-bytes.ts";

/** A stretch of a text, `end` exclusive. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** Which characters, by the low byte of their code, go on with a run. */
export type Members = Uint8Array;

export function membersOf(pattern: RegExp): Members {
  return Uint8Array.from({ length: 256 }, (_, code) =>
    pattern.test(String.fromCharCode(code)) ? 1 : 0,
  );
}

/** Runs of such characters, `length` of them or more. Where there are none, only every so manieth character is looked at. */
export function longRuns(text: string, length: number, members: Members): readonly Run[] {
  const bytes = lowBytesOf(text);
  const runs: Run[] = [];
  const isMember = (at: number) => members[bytes[at] ?? 0] === 1;
  for (let at = length - 1; at < bytes.length; at += length) {
    if (!isMember(at)) continue;
    let start = at;
    while (start > 0 && isMember(start - 1)) start -= 1;
    let end = at + 1;
    while (end < bytes.length && isMember(end)) end += 1;
    at = end;
    if (end - start >= length) runs.push({ start, end });
  }
  return runs;
}
