/** The stages of an event, in order; an error names the one it happened in. */
export type Stage =
  | "install"
  | "privilege"
  | "rules"
  | "stdin"
  | "event"
  | "action"
  | "check"
  | "engine"
  | "taint"
  | "verdict"
  | "decision"
  | "record"
  | "answer"
  | "deadline";

/**
 * A failure of Toolgate or of its input, at a named stage. The message is one line for the person
 * who is stopped by it: it names the field, the file position or the bound.
 */
export class StageError extends Error {
  readonly stage: Stage;

  constructor(stage: Stage, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StageError";
    this.stage = stage;
  }
}

/**
 * Any exception as one that names a stage. The message of a foreign error may quote the input, so only
 * its kind is kept.
 */
export function toStageError(error: unknown, stage: Stage, where = ""): StageError {
  if (error instanceof StageError) return error;
  if (isTimeout(error)) return new StageError("deadline", "judging it took too long");
  const kind = error instanceof Error ? error.name : "something that is not an error";
  return new StageError(stage, `unexpected ${kind} ${where}`.trim(), { cause: error });
}

/** What `node:vm` throws when its timeout interrupts a script. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
