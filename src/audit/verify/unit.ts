import type { Entry } from "./entry.ts";
import type { Fault } from "./finding.ts";
import type { Source } from "./source/list-sources.ts";
import { KeyFinder } from "./trust/key-finder.ts";
import type { TrustedKey } from "./trust/key-ring.ts";

/** A signed entry that holds, and where in the log. */
export interface SignedEntry {
  readonly seq: number;
  readonly at: number;
  readonly entry: Entry;
  /** SHA-256 of its line, hex. */
  readonly hash: string;
}

interface Said {
  readonly machine: string | undefined;
  readonly after: Entry["after"];
  readonly last: SignedEntry;
  /** The first one from `until` on. */
  readonly cut: SignedEntry | undefined;
}

/** By which a unit takes what it is told. */
interface Bounds {
  readonly keys: readonly TrustedKey[];
  /** Up to when the log is looked at, milliseconds since the epoch. */
  readonly until: number | undefined;
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
  readonly #until: number;
  #records = 0;
  /** MACs of the spool that hold, and the first of those that do not. */
  heldMacs = 0;
  readonly brokenMacs: Fault[] = [];
  /** Of delivered lines: the same again, and after one with a higher number. */
  again = 0;
  reordered = 0;
  #recordMachine: string | undefined;
  /** The fingerprint that the log itself names; only for saying what is wrong. */
  claimedKey: string | undefined;
  /** What the entries that each key has signed say, by the key's number. */
  readonly #said = new Map<number, Said>();
  /** By their number: one may arrive twice. */
  readonly incidents = new Map<number, Entry>();
  unlistedIncidents = 0;

  constructor(identity: { index: number; log: string; source: Source }, { keys, until }: Bounds) {
    this.index = identity.index;
    this.log = identity.log;
    this.source = identity.source;
    this.finder = new KeyFinder(keys);
    this.#until = until ?? Infinity;
  }

  /** @param key The number of the key whose signature holds. */
  takeSigned(signed: SignedEntry, key: number): void {
    const { entry } = signed;
    const said = this.#said.get(key);
    this.#said.set(key, {
      machine: said?.machine ?? entry.machine,
      after: said?.after ?? entry.after,
      last: said !== undefined && said.last.seq > signed.seq ? said.last : signed,
      cut: this.#isCut(signed, said?.cut) ? signed : said?.cut,
    });
  }

  #isCut({ seq, at }: SignedEntry, known: SignedEntry | undefined): boolean {
    return at >= this.#until && (known === undefined || seq <= known.seq);
  }

  /** What was signed by the log's own key. */
  get #own(): Said | undefined {
    return this.#said.get(this.finder.number);
  }

  /** How far the log went that this one began after. */
  get after(): Entry["after"] {
    return this.#own?.after;
  }

  /** The signed entry with the highest number. */
  get last(): SignedEntry | undefined {
    return this.#own?.last;
  }

  /** SHA-256, hex, of the signed entry that the log ends with, or is cut at, if it has this number. */
  hashOf(seq: number): string | undefined {
    const ends = [this.#own?.cut, this.#own?.last];
    return ends.find((each) => each?.seq === seq)?.hash;
  }

  /** @param machine What a record says, asked only of the first. */
  takeRecord(machine: () => string | undefined): void {
    this.#records += 1;
    if (this.#records === 1) this.#recordMachine = machine();
  }

  takeMac(broken: Fault | undefined): void {
    if (broken === undefined) this.heldMacs += 1;
    else if (this.brokenMacs.length < MAX_BROKEN_MACS) this.brokenMacs.push(broken);
  }

  /** As its signed entries say; else as its first record does. */
  get machine(): string | undefined {
    return this.#own?.machine ?? this.#recordMachine;
  }

  takeIncident(seq: number, entry: Entry): void {
    if (this.incidents.has(seq)) return;
    if (this.incidents.size < MAX_INCIDENTS) this.incidents.set(seq, entry);
    else this.unlistedIncidents += 1;
  }
}
