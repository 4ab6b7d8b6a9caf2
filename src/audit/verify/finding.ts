/** Where a line stands. */
export interface Place {
  /** File, object, or `-` for stdin. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Bytes before the line; of a gzip object, of what it unpacks to. */
  readonly offset: number;
}

/** What can be wrong. Each is explained in docs/AUDIT-VERIFY.md. */
export type FaultKind =
  | "edited"
  | "missing"
  | "duplicated"
  | "reordered"
  | "forged"
  | "forked"
  | "cut back"
  | "truncated"
  | "silent"
  | "late"
  | "unproven"
  | "torn"
  | "foreign"
  | "misplaced"
  | "unreadable";

/** One thing that is wrong, and exactly where. */
export interface Fault {
  readonly kind: FaultKind;
  /** The 32 digits of the log, where it is known. */
  readonly log?: string | undefined;
  readonly at?: Place | undefined;
  /** The other place, where it takes two: the line after a gap, the other of two lines. */
  readonly other?: Place | undefined;
  /** The first and the last of the lines that it is about. */
  readonly seqs?: readonly [number, number] | undefined;
  readonly message: string;
}

/** As many of a kind as anyone reads; more are only counted, so that a hostile input fills no memory. */
const MAX_LISTED = 1000;

/** The faults of a run, in bounded memory. */
export class Faults {
  readonly #listed: Fault[] = [];
  readonly #counts = new Map<FaultKind, number>();
  readonly #logs = new Set<string>();

  add(fault: Fault): void {
    const count = (this.#counts.get(fault.kind) ?? 0) + 1;
    this.#counts.set(fault.kind, count);
    if (count <= MAX_LISTED) this.#listed.push(fault);
    if (fault.log !== undefined) this.#logs.add(fault.log);
  }

  get listed(): readonly Fault[] {
    return this.#listed;
  }

  /** How many of each kind, listed or not. */
  get counts(): ReadonlyMap<FaultKind, number> {
    return this.#counts;
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Whether anything is wrong with a log. */
  has(log: string): boolean {
    return this.#logs.has(log);
  }
}
