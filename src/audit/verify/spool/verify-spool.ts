import { deriveServiceKey } from "../../intake/service-segment.ts";
import { readSegmentLine } from "./segment-line.ts";
import type { Faults } from "../finding.ts";
import type { Source } from "../source/list-sources.ts";
import { readInput } from "../source/read-input.ts";
import type { InputLine } from "../source/split-lines.ts";

/** What a spool's segments hold. */
export interface SpoolReport {
  readonly source: string;
  readonly files: number;
  readonly records: number;
  readonly torn: number;
  readonly forged: number;
  readonly duplicated: number;
  /** Records whose MACs could not be checked, as no key was given. */
  readonly unchecked: number;
}

/** @param key Of the spool; without it MACs are not checked. */
export async function verifySpool(
  source: Source,
  key: Uint8Array | undefined,
  faults: Faults,
): Promise<SpoolReport> {
  const check = new SpoolCheck(key, faults);
  for (const file of source.files) {
    check.beginFile(file);
    const fault = await readInput(file, (line) => check.take(line));
    if (fault !== undefined) faults.add({ kind: "unreadable", at: check.end(), message: fault });
  }
  return { source: source.name, ...check.counts };
}

class SpoolCheck {
  readonly counts = { files: 0, records: 0, torn: 0, forged: 0, duplicated: 0, unchecked: 0 };
  readonly #key: Uint8Array | undefined;
  readonly #faults: Faults;
  readonly #ids = new Set<string>();
  #file = "";
  #keyOfFile: Uint8Array | undefined;
  #end = { line: 1, offset: 0 };

  constructor(key: Uint8Array | undefined, faults: Faults) {
    this.#key = key;
    this.#faults = faults;
  }

  beginFile(file: string): void {
    this.counts.files += 1;
    this.#file = file;
    this.#keyOfFile = this.#key && keyOf(file, this.#key);
    this.#end = { line: 1, offset: 0 };
  }

  end() {
    return { file: this.#file, ...this.#end };
  }

  take({ bytes, length, number, offset }: InputLine): void {
    this.#end = { line: number + 1, offset: offset + length + 1 };
    // An empty line stands before each record, so that a torn one costs only itself.
    if (length === 0) return;
    const at = { file: this.#file, line: number, offset };
    const { state, id } = length > bytes.length ? FORGED : readSegmentLine(bytes, this.#keyOfFile);
    if (state === "torn") this.#tell("torn", { at, message: `a write cut short, ${length} bytes` });
    if (state === "forged") {
      const message = `no hook with this spool key has written these ${length} bytes`;
      this.#tell("forged", { at, message });
    }
    if (state === "record") this.#takeRecord(id, at);
  }

  #takeRecord(id: string, at: ReturnType<SpoolCheck["end"]>): void {
    this.counts.records += 1;
    if (this.#keyOfFile === undefined) this.counts.unchecked += 1;
    if (this.#ids.has(id)) this.#tell("duplicated", { at, message: `the record ${id} again` });
    this.#ids.add(id);
  }

  #tell(
    kind: "torn" | "forged" | "duplicated",
    said: { readonly at: ReturnType<SpoolCheck["end"]>; readonly message: string },
  ): void {
    this.counts[kind] += 1;
    this.#faults.add({ kind, ...said });
  }
}

/** Of records that came through the forwarder's socket, under a key of their user's. */
const SERVICE_SEGMENT = /(?:^|[\\/])(-1|\d+)\.service\.seg(?:\.[0-9a-f]{32})?$/;

function keyOf(file: string, key: Uint8Array): Uint8Array {
  const uid = SERVICE_SEGMENT.exec(file)?.[1];
  return uid === undefined ? key : deriveServiceKey(key, Number(uid));
}

/** Longer than a record may be. */
const FORGED = { state: "forged", id: "" } as const;
