import type { StageError } from "../../model/stage.ts";

/** One line of the input: what one process of the guard would have read from stdin. */
export interface EventLine {
  /** Without the line's end; of a line past the guard's bound, the start. */
  readonly bytes: Uint8Array;
  /** Why the guard would not have taken it at all. */
  readonly fault?: StageError;
}
