import { type KeyObject, verify } from "node:crypto";
import { type Counts, NO_COUNTS } from "./log-state.ts";
import { readFacts, type SignedFacts, toIncidentPlace, toSignedPart } from "./own-facts.ts";
import { hashLine, NO_LINE, type Seal, toSignedBytes, unseal } from "./sealed-line.ts";
import { SaidPositions } from "./split-positions.ts";

const MAX_SEAL_BYTES = 1024;

const NONE: SignedFacts = { counts: NO_COUNTS, positions: [] };

/** How a tail is read. */
export interface TailOptions {
  readonly publicKey: KeyObject;
  /** What the number of the first line must be. */
  readonly firstSeq: number;
  /** Every signature is tried, not only the last: for a log in which the last does not hold. */
  readonly thorough: boolean;
}

/** Follows the lines of one file of a log: what the last signed entry says, and what came behind it. */
export class LogTail {
  readonly #options: TailOptions;
  #seq: number;
  #lastSigned: string | undefined;
  #lastId = "";
  readonly #positions = new SaidPositions();
  /** Its lines do not follow one another any more. */
  #isCut = false;
  lines = 0;
  log: string | undefined;
  /** Hash of the last line that is in order. */
  prev = NO_LINE;
  damage: string | undefined;
  signed: SignedFacts | undefined;
  signedAt = 0;
  /** Lines behind the last signed entry. */
  unsigned = 0;
  readonly ids = new Set<string>();
  readonly incidents = new Map<string, number>();
  #since: Counts = NO_COUNTS;

  constructor(options: TailOptions) {
    this.#options = options;
    this.#seq = options.firstSeq;
  }

  /** It ends within the signed entries that it begins with: no more than that was ever written. */
  get isBegun(): boolean {
    return this.damage === undefined && this.signed === undefined && this.#positions.isPartial;
  }

  /** Number of the line that comes next. */
  get seq(): number {
    return this.#seq;
  }

  get counts(): Counts {
    const { counts } = this.signed ?? NONE;
    const { records, torn, forged, unsealable } = this.#since;
    return {
      records: counts.records + records,
      torn: counts.torn + torn,
      forged: counts.forged + forged,
      unsealable: counts.unsealable + unsealable,
    };
  }

  take(line: Buffer): void {
    this.lines += 1;
    const tail = line.toString("latin1", Math.max(0, line.length - MAX_SEAL_BYTES));
    const place = unseal(tail)?.seal;
    if (place === undefined) return this.#cut(`line ${this.#seq} has no seal`);
    this.#follow(place, line);
    if (this.#isCut) return;
    if (place.via !== undefined) this.#takeRecord(place);
    else if (place.sig !== undefined) this.#takeSigned(line.toString("utf8"), place);
    else this.#takeIncident(line.toString("utf8"));
  }

  /** Tries the last signature, if none was tried before. */
  finish(): void {
    if (this.#options.thorough) return;
    if (this.#lastSigned === undefined) return this.#harm("it has no signed entry");
    if (!this.#holds(this.#lastSigned)) this.#harm("the signature of its last checkpoint is wrong");
  }

  #follow({ log, seq, prev }: Seal, line: Buffer): void {
    if (this.#isCut) return;
    this.log ??= log;
    if (seq !== this.#seq || log !== this.log) return this.#cut(`line ${this.#seq} is missing`);
    const isFirst = this.lines === 1;
    if (prev !== this.prev && (!isFirst || seq === 0))
      return this.#cut(`line ${seq} does not follow the one before it`);
    this.prev = hashLine(line);
    this.#seq += 1;
  }

  #takeRecord({ id }: Seal): void {
    this.ids.add(id);
    this.#lastId = id;
    this.unsigned += 1;
    this.#since = { ...this.#since, records: this.#since.records + 1 };
  }

  #takeSigned(line: string, { at }: Seal): void {
    if (this.#options.thorough && !this.#holds(line)) return this.#harm("a signature is wrong");
    const said = readFacts(line) ?? {};
    const part = toSignedPart(said);
    if (part === undefined) return this.#harm("a checkpoint lacks its positions");
    this.#lastSigned = line;
    this.unsigned += 1;
    const positions = this.#positions.add(said["kind"], part);
    if (positions === undefined) return;
    this.signed = { counts: part.counts, positions };
    this.signedAt = at;
    this.unsigned = 0;
    this.ids.clear();
    this.incidents.clear();
    this.#since = NO_COUNTS;
  }

  #takeIncident(line: string): void {
    const facts = readFacts(line) ?? {};
    this.unsigned += 1;
    const about = toIncidentPlace(facts);
    if (about === undefined) return;
    this.incidents.set(about.place, about.bytes);
    const { what } = facts;
    if (what === "torn" || what === "forged" || what === "unsealable")
      this.#since = { ...this.#since, [what]: this.#since[what] + about.lines };
  }

  #holds(line: string): boolean {
    const signature = Buffer.from(unseal(line)?.seal.sig ?? "", "hex");
    return verify(null, toSignedBytes(line), this.#options.publicKey, signature);
  }

  /** What follows is not known to be what was sealed, nor is the line before: it is taken from the spool again. */
  #cut(damage: string): void {
    this.#isCut = true;
    this.ids.delete(this.#lastId);
    this.#harm(damage);
  }

  #harm(damage: string): void {
    this.damage ??= damage;
  }
}
