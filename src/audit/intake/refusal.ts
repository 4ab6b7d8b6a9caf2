import { readErrorCode } from "../../model/error-code.ts";

/** Why the forwarder does not do what a hook asks for, in few words that are counted by. */
export const REFUSAL_REASONS = [
  "language",
  "proof",
  "busy",
  "late",
  "record",
  "identity",
  "full",
  "disk",
] as const;

export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** What a hook is told of it; the message, a clause, is for the person who is stopped by it. */
export class Refusal extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Whatever went wrong with the forwarder's own files, told without their paths. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return new Refusal("disk", `the forwarder cannot write to its disk: ${readErrorCode(error)}`);
}
