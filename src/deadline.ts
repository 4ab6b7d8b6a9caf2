import { Script } from "node:vm";
import { millisecondsUp } from "./platform/clock.ts";
import { StageError } from "./model/stage.ts";

declare global {
  // The script below reaches only what is global.
  var toolgateEvaluation: (() => void) | undefined;
}

/**
 * Runs synchronous work that must end by `deadlineMs` after it has `begun`, in milliseconds since the process
 * began. The timeout of `node:vm` ends a loop or a regular expression that spins, which no timer could; it
 * does not end a system call that blocks, so nothing in `work` may make one that can.
 *
 * @throws StageError("deadline") when no time is left; what `node:vm` throws when time runs out; else
 * whatever `work` throws.
 */
export function withinDeadline<T>(deadlineMs: number, work: () => T, begun = 0): T {
  const timeout = Math.floor(begun + deadlineMs - millisecondsUp());
  if (timeout <= 0) throw new StageError("deadline", `no time was left of ${deadlineMs} ms`);
  let result: { readonly value: T } | undefined;
  globalThis.toolgateEvaluation = () => {
    result = { value: work() };
  };
  new Script("toolgateEvaluation()").runInThisContext({ timeout });
  if (result === undefined) throw new StageError("deadline", "the evaluation did not finish");
  return result.value;
}

/**
 * Waits for what others do, until `until`, in milliseconds since the process began.
 *
 * @throws StageError("deadline") when it is not there by then; else whatever the promise is rejected with.
 */
export async function waitUntil<T>(until: number, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new StageError("deadline", "what it waited for took too long")),
    Math.max(0, until - millisecondsUp()),
  );
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
