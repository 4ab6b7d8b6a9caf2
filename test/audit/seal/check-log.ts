import { createHash, createHmac, createPublicKey, type KeyObject, verify } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** A record of a sealed log, as this checker finds it. */
export interface CheckedRecord {
  readonly id: string;
  readonly uid: number;
  readonly seq: number;
  readonly record: { readonly [name: string]: unknown };
}

export interface CheckedLog {
  readonly records: readonly CheckedRecord[];
  /** `unmapped` of the forwarder's own entries, in order. */
  readonly entries: readonly { readonly [name: string]: unknown }[];
  readonly lines: number;
  readonly files: readonly string[];
  /** Lines behind the last signed entry. */
  readonly unsigned: number;
}

const SEAL = /,"seal":(\{"v":1,"log":"[0-9a-f]{32}","seq":\d+,"prev":"[0-9a-f]{64}",[^{}]*\})\}\}$/;

/**
 * Checks a sealed log from its first line to its last byte, by docs/AUDIT-LOG.md and with nothing of the program's own: chain,
 * signatures, counts, and the MACs of records.
 *
 * @throws Error that says where it does not hold
 */
export function checkLog(
  audit: string,
  macKeys: Readonly<Record<string, Uint8Array>>,
  directory = "log",
): CheckedLog {
  const publicKey = createPublicKey(readFileSync(path.join(audit, "seal.pub")));
  const files = readdirSync(path.join(audit, directory)).toSorted();
  const checker = new Checker(publicKey, macKeys);
  for (const file of files) {
    expectThat(Number(file.slice(0, 16)) === checker.lines, `${file} begins with another line`);
    const bytes = readFileSync(path.join(audit, directory, file));
    expectThat(bytes.length <= 64 * 1024 * 1024, `${file} is too large`);
    expectThat(bytes.length === 0 || bytes.at(-1) === 10, `${file} does not end in a newline`);
    for (const line of splitLines(bytes)) checker.take(line);
  }
  const { records, entries, lines, unsigned } = checker;
  const ids = new Set(records.map(({ id }) => id));
  expectThat(ids.size === records.length, `${records.length - ids.size} records stand twice`);
  return { records, entries, lines, files, unsigned };
}

class Checker {
  readonly #publicKey: KeyObject;
  readonly #macKeys: Readonly<Record<string, Uint8Array>>;
  readonly records: CheckedRecord[] = [];
  readonly entries: { [name: string]: unknown }[] = [];
  lines = 0;
  unsigned = 0;
  #prev = "0".repeat(64);
  #log = "";

  constructor(publicKey: KeyObject, macKeys: Readonly<Record<string, Uint8Array>>) {
    this.#publicKey = publicKey;
    this.#macKeys = macKeys;
  }

  take(line: Buffer): void {
    const text = line.toString();
    const seal = JSON.parse(SEAL.exec(text)?.[1] ?? "null");
    const event = JSON.parse(text);
    const { lines: seq } = this;
    expectThat(JSON.stringify(event.unmapped.seal) === JSON.stringify(seal), `${seq}: its seal`);
    expectThat(seal.seq === seq, `line ${seq} has the number ${seal.seq}`);
    expectThat(seal.prev === this.#prev, `line ${seq} does not follow`);
    expectThat(seq === 0 || seal.log === this.#log, `line ${seq} is of another log`);
    this.#log = seal.log;
    this.unsigned += 1;
    if (seal.via === undefined) this.#takeEntry(text, event.unmapped, seal.sig);
    else {
      checkMac(text, seal, this.#macKeys[seal.via]);
      this.records.push({ id: seal.id, uid: seal.uid, seq, record: event });
    }
    this.#prev = createHash("sha256").update(line).digest("hex");
    this.lines += 1;
  }

  #takeEntry(text: string, unmapped: { [name: string]: unknown }, sig: string | undefined): void {
    const isSigned = unmapped["kind"] !== "incident";
    expectThat(isSigned === (sig !== undefined), `${String(unmapped["kind"])} and its signature`);
    if (isSigned) {
      checkSignature(text, sig ?? "", this.#publicKey);
      checkCounts(Object(unmapped["counts"]), this.records, this.entries);
      this.unsigned = 0;
    }
    this.entries.push(unmapped);
  }
}

function checkSignature(text: string, sig: string, publicKey: KeyObject): void {
  const unsigned = text.replace(`,"sig":"${sig}"`, "");
  const bytes = Buffer.from(`toolgate/checkpoint/1\n${unsigned}`);
  const holds = verify(null, bytes, publicKey, Buffer.from(sig, "hex"));
  expectThat(holds, "a signature does not hold");
}

function checkCounts(
  counts: Readonly<Record<string, number>>,
  records: readonly unknown[],
  entries: readonly { readonly [name: string]: unknown }[],
): void {
  expectThat(counts["records"] === records.length, `${counts["records"]} of ${records.length}`);
  for (const what of ["torn", "forged", "unsealable"]) {
    const lines = entries
      .filter((entry) => entry["what"] === what)
      .reduce((sum, entry) => sum + Number(entry["lines"]), 0);
    expectThat(counts[what] === lines, `${counts[what]} ${what}, not ${lines}`);
  }
}

function checkMac(text: string, seal: Record<string, unknown>, key: Uint8Array | undefined): void {
  const record = text.replace(SEAL, "}}");
  const { id, boot, mono, uid, mac } = seal;
  const head = JSON.stringify({ v: 1, id, boot, mono, uid }).slice(0, -1);
  const hmac = createHmac("sha256", key ?? "").update("toolgate/record/1\n");
  expectThat(
    hmac.update(`${head},"record":${record}}`).digest("hex") === mac,
    "the MAC of a record",
  );
}

function* splitLines(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(10, start);
    yield bytes.subarray(start, end);
    start = end + 1;
  }
}

function expectThat(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
