import type { Entry } from "./entry.ts";
import type { Fault } from "./finding.ts";
import type { Source } from "./source/list-sources.ts";
import { KeyFinder, type TrustedKey } from "./trust/key-ring.ts";

/** A signed entry that holds, and where in the log. */
export interface SignedEntry {
  readonly seq: number;
  readonly at: number;
  readonly entry: Entry;
}

/** As many incidents as are told one by one. */
const MAX_INCIDENTS = 100;

const MAX_BROKEN_MACS = 1000;

/** One log in one source: what has been seen of it while reading. */
export class Unit {
  readonly index: number;
  readonly log: string;
  readonly source: Source;
  readonly finder: KeyFinder;
  lines = 0;
  records = 0;
  signed = 0;
  /** MACs of the spool that hold, and the first of those that do not. */
  heldMacs = 0;
  readonly brokenMacs: Fault[] = [];
  /** Of delivered lines: the same again, and after one with a higher number. */
  again = 0;
  reordered = 0;
  #signedMachine: string | undefined;
  #recordMachine: string | undefined;
  /** The fingerprint that the log itself names; only for saying what is wrong. */
  claimedKey: string | undefined;
  after: Entry["after"];
  /** The signed entry with the highest number. */
  last: SignedEntry | undefined;
  readonly incidents: Entry[] = [];
  incidentCount = 0;

  constructor(
    identity: { index: number; log: string; source: Source },
    keys: readonly TrustedKey[],
  ) {
    this.index = identity.index;
    this.log = identity.log;
    this.source = identity.source;
    this.finder = new KeyFinder(keys);
  }

  takeSigned(signed: SignedEntry): void {
    const { entry } = signed;
    this.signed += 1;
    this.#signedMachine ??= entry.machine;
    this.after ??= entry.after;
    if (this.last === undefined || signed.seq >= this.last.seq) this.last = signed;
  }

  /** @param machine What a record says, asked only of the first. */
  takeRecord(machine: () => string | undefined): void {
    this.records += 1;
    if (this.records === 1) this.#recordMachine = machine();
  }

  takeMac(broken: Fault | undefined): void {
    if (broken === undefined) this.heldMacs += 1;
    else if (this.brokenMacs.length < MAX_BROKEN_MACS) this.brokenMacs.push(broken);
  }

  /** As its signed entries say; else as its first record does. */
  get machine(): string | undefined {
    return this.#signedMachine ?? this.#recordMachine;
  }

  takeIncident(entry: Entry): void {
    this.incidentCount += 1;
    if (this.incidents.length < MAX_INCIDENTS) this.incidents.push(entry);
  }
}
