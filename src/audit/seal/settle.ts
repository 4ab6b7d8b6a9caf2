import type { Chain } from "./chain.ts";
import type { Position } from "./log-state.ts";
import { readLines } from "./read-lines.ts";
import type { OpenSegment } from "./segments.ts";
import { type LineOrigin, readSpoolLine } from "./spool-line.ts";

/** What is behind the last signed entry of the log, without its place in the spool. */
export interface Sealed {
  readonly ids: ReadonlySet<string>;
  readonly incidents: ReadonlyMap<string, number>;
}

/**
 * Moves a segment's position over what is sealed already. Lines are sealed in the order of their segment, so the first
 * that is not is where it ends.
 */
export function settleSegment(
  segment: OpenSegment,
  position: Position,
  { chain, origin, sealed, buffer }: SettleParts,
): void {
  let { offset } = position;
  for (let from = -1; from !== offset;) {
    from = offset;
    offset += sealed.incidents.get(`${position.key}:${offset}`) ?? 0;
    const range = { descriptor: segment.descriptor, from: offset, to: segment.bytes };
    for (const { bytes, next } of readLines(range, buffer)) {
      if (bytes.length > 0 && !isSealed(bytes, origin, sealed)) break;
      offset = next;
      if (sealed.incidents.has(`${position.key}:${offset}`)) break;
    }
  }
  chain.moveTo({ ...position, segment: segment.name, offset });
}

export interface SettleParts {
  readonly chain: Chain;
  readonly origin: LineOrigin;
  readonly sealed: Sealed;
  readonly buffer: Buffer;
}

function isSealed(line: Buffer, origin: LineOrigin, { ids }: Sealed): boolean {
  const record = readSpoolLine(line, origin);
  return typeof record === "object" && ids.has(record.id);
}
