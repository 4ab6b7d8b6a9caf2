import type { Cursor } from "./cursor.ts";
import type { LogPosition, LogReader } from "./log-position.ts";

/** The cursor of a sink, and what the operator is told of it. */
export class SinkCursor {
  readonly #cursor: Cursor;
  /** One line, begun with the sink's name. */
  readonly #tell: (line: string) => void;
  #fails = false;

  constructor(sink: string, cursor: Cursor, tell: (line: string) => void) {
    this.#cursor = cursor;
    this.#tell = (line) => tell(`sink ${sink}: ${line}`);
  }

  /** Where the sink goes on; `undefined` where there is no log. */
  async find(log: LogReader): Promise<LogPosition | undefined> {
    const kept = await this.#cursor.read();
    if (kept === undefined) return log.first();
    const settled = await log.settle(kept);
    if (settled !== kept)
      this.#tell("its cursor stands at no line of the log: lines are sent again");
    return settled;
  }

  /** On a full disk sending goes on: that lines are sent again after a crash is better than that they are not sent. */
  async write(position: LogPosition): Promise<void> {
    try {
      await this.#cursor.write(position);
      if (this.#fails) this.#tell("its cursor is kept again");
      this.#fails = false;
    } catch (error) {
      const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown";
      if (!this.#fails)
        this.#tell(`its cursor cannot be kept (${reason}): after a crash lines are sent again`);
      this.#fails = true;
    }
  }
}
