import type { Collection } from "../collection.ts";
import type { FaultKind } from "../finding.ts";
import { FLAG } from "../table/block.ts";
import { NO_KEY } from "../trust/key-finder.ts";
import type { Unit } from "../unit.ts";

/** Says what is wrong with single lines of a log. Rows are numbers in the table. */
export class LineFaults {
  readonly #unit: Unit;
  readonly #all: Collection;

  constructor(unit: Unit, collection: Collection) {
    this.#unit = unit;
    this.#all = collection;
  }

  missing(below: number, above: number): void {
    const { table, faults } = this.#all;
    const seqs = [table.seq(below) + 1, table.seq(above) - 1] as const;
    const [at, other] = [this.#all.place(below), this.#all.place(above)];
    const { log } = this.#unit;
    faults.add({ kind: "missing", log, at, other, seqs, message: "nothing between these places" });
  }

  /** The same line again: in a forwarder's own log it is a fault. */
  repeated(row: number, first: number): void {
    this.#all.table.mark(row, FLAG.again);
    this.#unit.again += 1;
    if (this.#unit.source.kind !== "log") return;
    this.#tell("duplicated", row, { other: first, message: "the same line again" });
  }

  forked(row: number, other: number, isVouchedFor: boolean): void {
    const message = isVouchedFor
      ? "has the number of another line, which is the one that was sealed"
      : "has the number of another line; nothing says which of the two is the right one";
    this.#tell("forked", other, { other: row, message });
  }

  reordered(row: number, before: number): void {
    const seq = this.#all.table.seq(before);
    this.#tell("reordered", row, { other: before, message: `stands behind line ${seq}` });
  }

  /** A line whose hash is not the one that the next line has, where that one is vouched for. */
  edited(row: number, next: number): void {
    const { table } = this.#all;
    if (table.is(row, FLAG.valid)) {
      const message =
        "is signed, and what follows is vouched for but does not follow from it: two logs have " +
        "gone on from one";
      this.#tell("forked", row, { other: next, message });
      return;
    }
    const message = "is not what was sealed: the next line has the hash of another";
    this.#tell("edited", row, { other: next, message });
  }

  /** A line that nothing vouches for, and that does not follow from the one before it. */
  unlinked(row: number, before: number): void {
    const message = this.#all.table.is(before, FLAG.valid)
      ? "does not follow from the line before it, which is signed"
      : "does not follow from the line before it: one of the two was changed";
    this.#tell("edited", row, { other: before, message });
  }

  /** A signature that does not hold, or that is not there. Of an unknown key it is said once, of the log. */
  forged(row: number, isVouchedFor: boolean): boolean {
    const { table } = this.#all;
    if (table.is(row, FLAG.valid | FLAG.record | FLAG.incident)) return false;
    if (!table.is(row, FLAG.signed)) {
      if (isVouchedFor) return false;
      this.#tell("forged", row, { message: "an entry of the forwarder without its signature" });
      return true;
    }
    if (this.#unit.finder.found === undefined) return false;
    const message =
      table.key(row) === NO_KEY
        ? "its signature does not hold"
        : "it is signed, but with another key than the log's own";
    this.#tell("forged", row, { message });
    return true;
  }

  unproven(seqs: readonly [number, number]): void {
    const message = "no signature vouches for them, as something is wrong with what follows";
    this.#all.faults.add({ kind: "unproven", log: this.#unit.log, seqs, message });
  }

  #tell(kind: FaultKind, row: number, said: { other?: number; message: string }): void {
    const all = this.#all;
    const seq = all.table.seq(row);
    const other = said.other === undefined ? undefined : all.place(said.other);
    const { message } = said;
    const { log } = this.#unit;
    all.faults.add({ kind, log, at: all.place(row), other, seqs: [seq, seq], message });
  }
}
