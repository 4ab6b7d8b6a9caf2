import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { isObject, type Json, parseJson, isCount } from "../../model/json.ts";
import type { ServiceName } from "../../model/engine.ts";
import { EngineFailure } from "../engine-failure.ts";
import type { EngineSetting } from "../engine-runner.ts";

/** After so many outages in a row a service is left alone for a while. */
const MAX_OUTAGES = 3;
const REST_MS = 30_000;

/** Outages that are longer ago than this are no row. */
const MEMORY_MS = 5 * 60_000;

const MAX_STATE_BYTES = 512;
const MAX_COUNT = 1_000_000;

/** What may have been planted at the name must neither be followed nor waited for. */
const PLAIN = constants.O_NOFOLLOW | constants.O_NONBLOCK;
const TO_READ = constants.O_RDONLY | PLAIN;
const TO_WRITE = constants.O_WRONLY | constants.O_CREAT | PLAIN;

/** How often a service has failed in a row, and when last, in milliseconds since the epoch. */
interface Row {
  readonly outages: number;
  readonly last: number;
}

const NONE: Row = { outages: 0, last: 0 };

/**
 * A circuit breaker across the user's calls, so that a service that is down costs three of them its deadline and not all.
 * That it is not asked is a failure like any other: the policy says what it comes to. Its state lies beside the spool,
 * where only the guard's group reaches; what is no state counts as none, and then the service is asked.
 */
export class Breaker {
  readonly #setting: EngineSetting;
  readonly #path: string;
  readonly #url: string;
  #row: Row;

  constructor(
    { name, url }: { readonly name: ServiceName; readonly url: string },
    setting: EngineSetting,
  ) {
    this.#setting = setting;
    this.#url = url;
    this.#path = join(setting.stateDirectory, `${process.getuid?.() ?? "user"}.${name}.state`);
    this.#row = this.#read();
  }

  /** @throws EngineFailure while the service is left alone */
  assertClosed(now = Date.now()): void {
    const { outages, last } = this.#row;
    const rest = last + REST_MS - now;
    if (outages < MAX_OUTAGES || rest <= 0) return;
    const seconds = Math.ceil(rest / 1000);
    throw new EngineFailure(
      `it has failed ${outages} times in a row and is left alone for ${seconds} s`,
    );
  }

  noteOutage(now = Date.now()): void {
    const outages = Math.min(this.#read().outages + 1, MAX_COUNT);
    this.#write({ outages, last: now });
  }

  noteAnswer(): void {
    if (this.#row.outages > 0) this.#write(NONE);
  }

  #read(now = Date.now()): Row {
    const text = this.#open(TO_READ, (descriptor) => {
      const bytes = Buffer.alloc(MAX_STATE_BYTES);
      return bytes.toString("latin1", 0, readSync(descriptor, bytes, 0, MAX_STATE_BYTES, 0));
    });
    const { url, outages, last } = parseState(text ?? "");
    const isRow = url === this.#url && isCount(outages) && isCount(last);
    return isRow && last <= now && now - last < MEMORY_MS ? { outages, last } : NONE;
  }

  #write(row: Row): void {
    this.#row = row;
    const text = JSON.stringify({ format: 1, url: this.#url, ...row });
    if (text.length > MAX_STATE_BYTES) return;
    this.#open(TO_WRITE, (descriptor) => {
      ftruncateSync(descriptor, 0);
      writeSync(descriptor, text, 0, "latin1");
    });
  }

  /** Without a state there is no breaker, and the service is asked each time. */
  #open<T>(flags: number, work: (descriptor: number) => T): T | undefined {
    return this.#setting.asGuard(() => {
      try {
        const descriptor = openSync(this.#path, flags, 0o600);
        try {
          return isOurs(descriptor) ? work(descriptor) : undefined;
        } finally {
          closeSync(descriptor);
        }
      } catch {
        return undefined;
      }
    });
  }
}

/** A pipe or a device would be waited for, and a file of another name may be anyone's. */
function isOurs(descriptor: number): boolean {
  const stats = fstatSync(descriptor);
  const uid = process.getuid?.();
  return stats.isFile() && stats.nlink === 1 && (uid === undefined || stats.uid === uid);
}

function parseState(text: string): Record<string, Json | undefined> {
  const value = parseJson(text);
  return isObject(value) && value["format"] === 1 ? value : {};
}
