import { readErrorCode } from "../../model/error-code.ts";
import type { Cursor } from "./cursor.ts";
import type { CursorNotice } from "./cursor-notice.ts";
import type { LogPosition, LogReader } from "./log-position.ts";

/** The cursor of a sink, which may not be there, and of which the operator is told. */
export class SinkCursor {
  readonly #cursor: Cursor;
  readonly #notice: CursorNotice;

  constructor(cursor: Cursor, notice: CursorNotice) {
    this.#cursor = cursor;
    this.#notice = notice;
  }

  /** Where the sink goes on; `undefined` where there is no log. */
  async find(log: LogReader): Promise<LogPosition | undefined> {
    const kept = await this.#cursor.read();
    if (kept === undefined) return log.first();
    const settled = await log.settle(kept);
    if (settled !== kept) this.#notice.noteLost();
    return settled;
  }

  /** On a full disk sending goes on: that lines are sent again after a crash is better than that they are not sent. */
  async write(position: LogPosition): Promise<void> {
    try {
      await this.#cursor.write(position);
      this.#notice.noteKept();
    } catch (error) {
      this.#notice.noteFailure(readErrorCode(error));
    }
  }
}
