import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { FilePolicy } from "../../../model/audit-policy.ts";
import { readErrorCode } from "../../../model/error-code.ts";
import { failAll } from "../fail.ts";
import type { Delivery, SealedLine, Sink } from "../sink.ts";
import { syncDirectory } from "../../disk/sync-directory.ts";
import { cutTornLine, findNewest, toHourName } from "./hour-file.ts";

const LIMITS = { lines: 1000, bytes: 4 * 1024 * 1024, inFlight: 1 };
const NEWLINE = Buffer.from("\n");

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOSPC: "there is no room left on its file system",
  EDQUOT: "the forwarder's quota on its file system is used up",
  EACCES: "its directory may not be written to by the forwarder",
  EPERM: "its directory may not be written to by the forwarder",
  EROFS: "its file system is read-only",
  ENOENT: "its directory is not there and cannot be made",
};

interface Current {
  readonly path: string;
  readonly handle: FileHandle;
}

/** Appends lines to one file an hour; a line has arrived when its bytes are on the disk. */
export function openFileSink(policy: FilePolicy, now: () => number): Sink {
  const { name, directory } = policy;
  let current: Current | undefined;
  let isMended = false;

  const close = async (): Promise<void> => {
    const { handle } = current ?? {};
    current = undefined;
    await handle?.close();
  };

  const openHour = async (): Promise<Current> => {
    const path = join(directory, toHourName(now()));
    if (current?.path === path) return current;
    await close();
    if (!isMended) await mendNewest(directory);
    isMended = true;
    const handle = await open(path, "a", 0o640);
    const { size } = await handle.stat();
    if (size === 0) await syncDirectory(directory);
    current = { path, handle };
    return current;
  };

  const deliver = async (lines: readonly SealedLine[], signal: AbortSignal): Promise<Delivery> => {
    try {
      await append(await openHour(), lines, signal);
      return { state: "delivered" };
    } catch (error) {
      // The file is looked at afresh: what there is of it after an error is not known.
      await close().catch(() => {});
      isMended = false;
      const code = readErrorCode(error);
      return failAll(lines, { reason: PROBLEMS[code] ?? `its file cannot be written (${code})` });
    }
  };
  return { name, limits: LIMITS, deliver, close };
}

async function mendNewest(directory: string): Promise<void> {
  await makeDirectory(directory);
  const newest = findNewest(directory);
  if (newest !== undefined) await cutTornLine(newest);
}

/** With its parents. Node's own way never ends where a file system says of a directory that it lacks one it has, as `/proc` does. */
async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path, 0o750);
  } catch (error) {
    const code = readErrorCode(error);
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    await makeDirectory(dirname(path));
    await mkdir(path, 0o750);
  }
}

async function append(
  { handle }: Current,
  lines: readonly SealedLine[],
  signal: AbortSignal,
): Promise<void> {
  const bytes = Buffer.concat(lines.flatMap((line) => [line.bytes, NEWLINE]));
  // Asked each time: what hung when the policy before this one ended may have been appended since.
  const { size } = await handle.stat();
  try {
    await handle.appendFile(bytes);
    await handle.datasync();
  } catch (error) {
    // Half a batch is taken back; if that fails too, the next start takes off what is torn.
    // Once it was told to end another may append to the file.
    if (!signal.aborted) await handle.truncate(size).catch(() => {});
    throw error;
  }
}
