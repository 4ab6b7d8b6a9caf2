import type { Position } from "./log-state.ts";

/** An entry has at most so many, about 60 KiB: no sink takes a line of any length. */
export const MAX_POSITIONS = 500;

/** What one of several signed entries says together with the others. */
export interface PositionsPart {
  readonly positions: readonly Position[];
  /** How many they say together; `undefined` where there is but one. */
  readonly inAll: number | undefined;
}

/** At least one part. */
export function splitPositions(all: readonly Position[]): readonly PositionsPart[] {
  if (all.length <= MAX_POSITIONS) return [{ positions: all, inAll: undefined }];
  const count = Math.ceil(all.length / MAX_POSITIONS);
  return Array.from({ length: count }, (_, index) => ({
    positions: all.slice(index * MAX_POSITIONS, (index + 1) * MAX_POSITIONS),
    inAll: all.length,
  }));
}

/** Puts together what signed entries say of positions; nothing of several counts before the last. */
export class SaidPositions {
  readonly #positions = new Map<string, Position>();
  #parts: Position[] = [];
  #inAll: number | undefined;
  #isFull = false;

  /** There are entries of which the last is missing. */
  get isPartial(): boolean {
    return this.#inAll !== undefined;
  }

  /**
   * @param kind Of the entry: a checkpoint says only what has moved since the last signed entry, the rest say all.
   * @returns everything that is said, when the entry was the last of its kind
   */
  add(kind: unknown, { positions, inAll }: PositionsPart): readonly Position[] | undefined {
    const begins = kind === "start" || kind === "file" || inAll !== this.#inAll;
    if (begins) this.#begin(inAll);
    this.#isFull ||= kind !== "checkpoint";
    this.#parts.push(...positions);
    if (inAll !== undefined && this.#parts.length < inAll) return undefined;
    if (this.#isFull) this.#positions.clear();
    for (const position of this.#parts) this.#positions.set(position.key, position);
    this.#begin(undefined);
    return [...this.#positions.values()];
  }

  #begin(inAll: number | undefined): void {
    this.#parts = [];
    this.#inAll = inAll;
    this.#isFull = false;
  }
}
