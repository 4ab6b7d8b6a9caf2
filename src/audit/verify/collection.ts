import { hash } from "node:crypto";
import type { Seal } from "../seal/sealed-line.ts";
import { readEntry } from "./entry.ts";
import type { Faults, Place } from "./finding.ts";
import type { MacCheck } from "./mac.ts";
import { readSeal, readSignedBytes } from "./read-sealed.ts";
import { FLAG } from "./table/block.ts";
import { type Row, RowTable } from "./table/row-table.ts";
import type { Source } from "./source/list-sources.ts";
import { type InputLine, MAX_LINE_BYTES } from "./source/split-lines.ts";
import { NO_KEY } from "./trust/key-finder.ts";
import type { TrustedKey } from "./trust/key-ring.ts";
import { Unit } from "./unit.ts";

const A_RECORD = { flags: FLAG.record, key: NO_KEY } as const;

/** What whoever verifies knows before anything is read. */
export interface Knowledge {
  readonly keys: readonly TrustedKey[];
  readonly checkMac: MacCheck | undefined;
  /** Logs are looked at up to their first signature from then on, milliseconds since the epoch. */
  readonly until: number | undefined;
}

/** Everything that was read, without the text: what the checks are made on. */
export class Collection {
  readonly table = new RowTable();
  readonly units: Unit[] = [];
  readonly faults: Faults;
  readonly #files: string[] = [];
  readonly #unitsByName = new Map<string, Unit>();
  readonly #knowledge: Knowledge;
  bytes = 0;

  constructor(faults: Faults, knowledge: Knowledge) {
    this.faults = faults;
    this.#knowledge = knowledge;
  }

  get files(): number {
    return this.#files.length;
  }

  /** Begins a file: lines are taken as its own from now on. */
  beginFile(name: string): void {
    this.#files.push(name);
  }

  /** A line without a seal is a fault: it may be an edited one. */
  take(line: InputLine, source: Source): Seal | undefined {
    const { bytes, length } = line;
    this.bytes += length + 1;
    if (length === 0 && source.kind === "delivered") return undefined;
    const place = length > MAX_LINE_BYTES ? undefined : readSeal(bytes);
    if (place === undefined) {
      const [kind, message] = describeForeign(line);
      this.faults.add({ kind, at: this.#placeOf(line), message });
      return undefined;
    }
    const unit = this.#unitOf(place.log, source);
    const own = hash("sha256", bytes, "hex");
    const said = { line, place, hash: own };
    const { flags, key } = place.via === undefined ? this.#takeEntry(said, unit) : A_RECORD;
    const file = this.#files.length - 1;
    const { number, offset } = line;
    const { seq, at, prev } = place;
    const row = { seq, at, file, line: number, offset, flags, key };
    this.table.add(unit.index, { ...row, hash: own, prev });
    if (place.via !== undefined) this.#takeRecord(line, place, unit);
    return place;
  }

  /** Once all is read it is known which key is each log's own: what that has signed is valid. */
  settleSignatures(): void {
    for (const { index, finder } of this.units) {
      const { number } = finder;
      if (number === NO_KEY) continue;
      for (const row of this.table.rowsOf(index))
        if (this.table.key(row) === number) this.table.mark(row, FLAG.valid);
    }
  }

  place(row: number): Place {
    const { file, line, offset } = this.table.place(row);
    return { file: this.#files[file] ?? "", line, offset };
  }

  #placeOf({ number, offset }: InputLine): Place {
    return { file: this.#files.at(-1) ?? "", line: number, offset };
  }

  #unitOf(log: string, source: Source): Unit {
    const name = `${log} ${source.name}`;
    const known = this.#unitsByName.get(name);
    if (known !== undefined) return known;
    const unit = new Unit({ index: this.units.length, log, source }, this.#knowledge);
    this.#unitsByName.set(name, unit);
    this.units.push(unit);
    return unit;
  }

  #takeEntry({ line, place, hash: own }: ReadEntry, unit: Unit): Pick<Row, "flags" | "key"> {
    const { bytes } = line;
    const entry = readEntry(Buffer.from(bytes).toString("utf8"));
    if (place.sig === undefined) {
      if (entry.kind !== "incident") return { flags: 0, key: NO_KEY };
      unit.takeIncident(place.seq, entry);
      return { flags: FLAG.incident, key: NO_KEY };
    }
    unit.claimedKey ??= entry.key;
    const signed = readSignedBytes(bytes);
    const signature = Buffer.from(place.sig, "hex");
    const key = signed === undefined ? NO_KEY : unit.finder.find(signed, signature);
    const { seq, at } = place;
    if (key !== NO_KEY) unit.takeSigned({ seq, at, entry, hash: own }, key);
    return { flags: FLAG.signed | (entry.kind === "stop" ? FLAG.stop : 0), key };
  }

  #takeRecord(line: InputLine, place: Seal, unit: Unit): void {
    unit.takeRecord(() => readEntry(Buffer.from(line.bytes).toString("utf8")).machine);
    const holds = this.#knowledge.checkMac?.(line.bytes, place);
    if (holds === undefined) return;
    const { log, seq } = place;
    const message = "its MAC does not hold: no hook with this spool key has written it";
    const broken = {
      kind: "forged",
      log,
      at: this.#placeOf(line),
      seqs: [seq, seq],
      message,
    } as const;
    unit.takeMac(holds ? undefined : broken);
  }
}

interface ReadEntry {
  readonly line: InputLine;
  readonly place: Seal;
  /** SHA-256 of the line, hex. */
  readonly hash: string;
}

function describeForeign({ bytes, length, ended }: InputLine): ["foreign" | "truncated", string] {
  if (length === 0) return ["foreign", "an empty line; a forwarder writes none"];
  if (length > MAX_LINE_BYTES)
    return ["foreign", `a line of ${length} bytes: longer than any sealed line`];
  const text = Buffer.from(bytes).toString("utf8");
  if (!text.startsWith("{")) return ["foreign", "no sealed line: it is not JSON"];
  if (!ended) return ["truncated", "ends in the middle of a line"];
  if (text.includes('"mac":"')) return ["foreign", "no sealed line, but perhaps one of a spool"];
  return ["foreign", "no sealed line: it has no seal that can be read"];
}
