import { read } from "node:fs";
import { StageError } from "../model/stage.ts";

/** More than any call that a person's work needs; the host itself slows down well before it. */
export const MAX_STDIN_BYTES = 16 * 1024 * 1024;

const CHUNK_BYTES = 64 * 1024;

/** What came in on stdin: all of it, or its start and what was wrong. */
export interface Received {
  readonly bytes: Uint8Array;
  readonly error?: StageError;
}

/**
 * Reads file descriptor 0 to its end. The host's stdin is a socket: it can be read but not opened
 * by path, and a blocking read of it could not be interrupted, so the reads are asynchronous and
 * the caller's timer bounds them.
 *
 * @param done is called once, with StageError("stdin") when the input is too large or unreadable
 */
export function readStdin(done: (received: Received) => void): void {
  // The first asynchronous read starts the runtime's threads; one will do.
  process.env["UV_THREADPOOL_SIZE"] = "1";
  const chunks: Uint8Array[] = [];
  let total = 0;
  const fail = (message: string): void =>
    done({ bytes: chunks[0] ?? new Uint8Array(0), error: new StageError("stdin", message) });
  const next = (): void => {
    const chunk = new Uint8Array(CHUNK_BYTES);
    read(0, chunk, 0, CHUNK_BYTES, null, (error, count) => {
      if (error?.code === "EAGAIN") return void setTimeout(next, 1);
      // Reading a closed pipe on Windows reports EOF as an error.
      if (error !== null && error.code !== "EOF")
        return fail(`the event cannot be read: ${error.code}`);
      if (error !== null || count === 0) return done({ bytes: join(chunks, total) });
      total += count;
      if (total > MAX_STDIN_BYTES) {
        return done({ bytes: chunks[0] ?? new Uint8Array(0), error: tooLarge() });
      }
      chunks.push(chunk.subarray(0, count));
      next();
    });
  };
  next();
}

/** What is wrong with an event past the bound. */
export function tooLarge(): StageError {
  return new StageError("stdin", `the event is larger than the ${MAX_STDIN_BYTES} bytes allowed`);
}

function join(chunks: readonly Uint8Array[], total: number): Uint8Array {
  const [first] = chunks;
  if (first !== undefined && chunks.length === 1) return first;
  const whole = new Uint8Array(total);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
