import type { Chain } from "./chain.ts";
import type { Position } from "./log-state.ts";
import { type OpenSegment, toUserSegment } from "./segments.ts";
import type { Spool } from "./spool.ts";

/** What a file keeps when it comes back as another: its beginning, and its user. */
function toOrigin(segment: string, key: string): string {
  return `${key.split("-").at(0)} ${toUserSegment(segment)}`;
}

interface Found {
  /** Keys of positions by origin. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  /** Path by key of the segments that are there. */
  readonly paths: Map<string, string>;
}

/** Tells of segments that no position is of which one they were before; for one time that all are gone through. */
export class ReturnedSegments {
  readonly #chain: Chain;
  readonly #spool: Spool;
  /** Gathered once, and only when it is asked for: there may be many segments. */
  #found: Found | undefined;

  constructor(chain: Chain, spool: Spool) {
    this.#chain = chain;
    this.#spool = spool;
  }

  /** This one is there. */
  note({ path }: OpenSegment, key: string): void {
    this.#found?.paths.set(key, path);
  }

  /** The position of the file that this one was, if that is not there any more. */
  find({ name, path }: OpenSegment, key: string): Position | undefined {
    const { keys, paths } = (this.#found ??= this.#gather());
    for (const before of keys.get(toOrigin(name, key)) ?? []) {
      const position = this.#chain.positionOf(before);
      const at = paths.get(before);
      if (position !== undefined && (at === undefined || at === path)) return position;
    }
    return undefined;
  }

  #gather(): Found {
    const keys = new Map<string, string[]>();
    for (const { segment, key } of this.#chain.positions.values()) {
      const origin = toOrigin(segment, key);
      const others = keys.get(origin);
      if (others === undefined) keys.set(origin, [key]);
      else others.push(key);
    }
    const { seen } = this.#spool;
    return { keys, paths: new Map(seen.map((each) => [each.key, each.segment.path])) };
  }
}
