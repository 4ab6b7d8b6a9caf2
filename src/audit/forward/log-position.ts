import type { SealedLine } from "../sink/sink.ts";

/** A place between two lines of the sealed log. */
export interface LogPosition {
  /** 32 hex digits: which log; empty where no line of it has been seen. */
  readonly log: string;
  /** Of the line that comes next. */
  readonly seq: number;
  /** Name of the file of the log, and the byte in it where that line begins. */
  readonly file: string;
  readonly offset: number;
}

/** Lines that follow one another, and where they end. */
export interface Stretch {
  readonly lines: readonly SealedLine[];
  readonly next: LogPosition;
}

/** The most that is read at once; lines count with their newline. One line is read however long it is. */
export interface Most {
  readonly lines: number;
  readonly bytes: number;
}

/** The sealed log as a queue reads it. */
export interface LogReader {
  /** Where the oldest line kept begins; `undefined` where there is no log. */
  readonly first: () => LogPosition | undefined;
  /** Whole lines from there on; none where it ends. */
  readonly read: (from: LogPosition, most: Most) => Promise<Stretch>;
  /** The position itself where it stands between two lines, or a place before it from which nothing is left out. */
  readonly settle: (position: LogPosition) => Promise<LogPosition>;
  /** Less than 0 where `a` comes before `b` in what was written; a log that is not known comes first. */
  readonly compare: (a: LogPosition, b: LogPosition) => number;
  /** Whether everything before `place` is also before `position`: never of a place in a log that is not known. */
  readonly hasPassed: (position: LogPosition, place: LogPosition) => boolean;
}
