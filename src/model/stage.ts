/** The stages of an event, in order; an error names the one it happened in. */
export type Stage =
  | "install"
  | "privilege"
  | "rules"
  | "stdin"
  | "event"
  | "action"
  | "check"
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
