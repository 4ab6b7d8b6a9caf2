import { open } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { join } from "node:path";

const NAME = /^toolgate-\d{8}T\d{2}\.jsonl$/;
const NEWLINE = 0x0a;
const CHUNK_BYTES = 64 * 1024;

/** The file of an hour, by UTC, so that names sort as hours do. */
export function toHourName(time: number): string {
  const [day = "", clock = ""] = new Date(time).toISOString().split("T");
  return `toolgate-${day.replaceAll("-", "")}T${clock.slice(0, 2)}.jsonl`;
}

/** The newest file of an hour in a directory: the one that a crash may have left torn. */
export function findNewest(directory: string): string | undefined {
  const name = readdirSync(directory)
    .filter((each) => NAME.test(each))
    .toSorted()
    .at(-1);
  return name === undefined ? undefined : join(directory, name);
}

/** Takes off what a crash has left of a line: it never counted as delivered and comes again whole. */
export async function cutTornLine(path: string): Promise<void> {
  const handle = await open(path, "r+");
  try {
    const { size } = await handle.stat();
    let end = size;
    while (end > 0) {
      const length = Math.min(CHUNK_BYTES, end);
      const { buffer } = await handle.read(Buffer.alloc(length), 0, length, end - length);
      const newline = buffer.lastIndexOf(NEWLINE);
      end = newline < 0 ? end - length : end - length + newline + 1;
      if (newline >= 0) break;
    }
    if (end < size) await handle.truncate(end);
  } finally {
    await handle.close();
  }
}
