import type { Actor, Spool } from "./record.ts";
import type { TaintLog } from "./taint.ts";

/** Why there is none, by who asked for it and so knows what helps. Told by the member: his program has classes of its own. */
export interface HandoverFault extends Error {
  /** What to do, as a clause. */
  readonly remedy: string;
}

/** What the forwarder gives a hook that cannot reach the spool itself: integrity level `service`. */
export interface Handover {
  /** Who runs the hook, as the forwarder has it from the kernel. */
  readonly actor: Actor;
  /** Keeps what is appended until it is delivered. */
  readonly spool: Spool;
  readonly taint: TaintLog;
  /**
   * Hands over what was noted and appended, and hangs up: once. Resolves when the forwarder has it, as safely as the policy wants.
   *
   * @param withinMs Time for each line.
   * @throws Error whose message is why it has not, as a clause.
   */
  readonly deliver: (withinMs: number) => Promise<void>;
}
