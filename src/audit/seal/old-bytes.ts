import type { SegmentSource } from "./segments.ts";
import type { SeenSegment, Spool } from "./spool.ts";

/** How much of whom was moved away and is still there; counted once, since there may be many segments. */
export class OldBytes {
  readonly #bytes = new Map<SegmentSource, Map<number, number>>();

  constructor({ seen }: Spool) {
    for (const each of seen) if (each.segment.old) this.add(each);
  }

  /** Of the user whose segment this is, in its source. */
  of({ source, segment }: SeenSegment): number {
    return this.#bytes.get(source)?.get(segment.uid) ?? 0;
  }

  /** One more was moved away. */
  add(seen: SeenSegment): void {
    this.#change(seen, seen.bytes);
  }

  /** One was deleted. */
  remove(seen: SeenSegment): void {
    this.#change(seen, -seen.bytes);
  }

  #change(seen: SeenSegment, bytes: number): void {
    const { source, segment } = seen;
    const users = this.#bytes.get(source) ?? new Map<number, number>();
    this.#bytes.set(source, users.set(segment.uid, this.of(seen) + bytes));
  }
}
