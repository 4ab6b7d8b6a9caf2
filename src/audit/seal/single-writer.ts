import { closeSync, constants, openSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { readErrorCode } from "../../model/error-code.ts";

/**
 * Takes the lock that makes this process the only writer of a sealed log. SQLite is only there for its lock: the kernel
 * releases it when the process ends, however it does, and it needs no module that is not Node's own.
 *
 * @returns gives it up
 * @throws Error that says who has it, or why it cannot be had
 */
export function becomeSingleWriter(audit: string): () => void {
  const path = join(audit, "lock");
  createIfMissing(path);
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    // A journal beside the lock would need room on a disk that may be full. `OFF` is refused by Node's SQLite without a word.
    database.exec("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    throw new Error(explain(path, error), { cause: error });
  }
  return () => database.close();
}

/** With a mode of ours: SQLite would obey the mask that this process was started with. */
function createIfMissing(path: string): void {
  const mask = process.umask(0o177);
  try {
    closeSync(openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600));
  } catch (error) {
    // A lock that is there must not be opened beside SQLite: closing it would release it.
    if (readErrorCode(error) !== "EEXIST") throw error;
  } finally {
    process.umask(mask);
  }
}

function explain(path: string, error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.includes("locked")
    ? `another forwarder seals this log already: it holds ${path}`
    : `the lock of the sealed log, ${path}, cannot be taken: ${text}`;
}
