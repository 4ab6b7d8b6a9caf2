import { appendFile, readdir, readFile, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { KeyedHash } from "../../hash/keyed-hash.ts";
import { readErrorCode } from "../../model/error-code.ts";
import { splitMac } from "../spool/envelope.ts";
import { Refusal } from "./refusal.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Some 400 notes a day: as a whole they go to every hook of their user. */
export const MAX_NOTES_BYTES = 128 * 1024;

/** Longer than a note can be. */
const MAX_NOTE_BYTES = 2048;

const NAME = /^\d+-(\d+)\.taint$/;

/** Whether a line is one of these, and no record. */
export function isNote(line: Uint8Array): boolean {
  return Buffer.from(line.subarray(0, 24)).toString("latin1").startsWith('{"v":1,"session":"');
}

/**
 * What was noted of users' sessions by hooks that cannot keep it themselves: a file a user and day, as in the spool
 * (docs/adr/0011).
 */
export class ServiceNotes {
  readonly #directory: string;
  #cleanedOn = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Yesterday's and today's, Latin-1; null where one is full. */
  async read(uid: number, now: number): Promise<string | null> {
    const day = Math.floor(now / DAY_MS);
    await this.#removeOld(day);
    const texts = await Promise.all(
      [day - 1, day].map((each) => readText(this.#pathOf(uid, each))),
    );
    if (texts.includes(undefined)) return null;
    return texts.every((text) => text === "") ? "" : texts.join("\n");
  }

  /** @throws Refusal for what is no note of this user's; Error of the file system. */
  async append(uid: number, line: Uint8Array, hash: KeyedHash): Promise<void> {
    const parts = splitMac(Buffer.from(line).toString("latin1"));
    const signed = parts && Buffer.from(parts.signedText, "latin1");
    const isOwn =
      line.length <= MAX_NOTE_BYTES &&
      signed !== undefined &&
      hash("toolgate/taint/1", signed) === parts?.mac;
    if (!isOwn) throw new Refusal("record", "what it notes of its session is not its own");
    const path = this.#pathOf(uid, Math.floor(Date.now() / DAY_MS));
    // A full one says that nobody can tell: nothing need be added.
    if ((await sizeOf(path)) < MAX_NOTES_BYTES) {
      await appendFile(path, Buffer.concat([Buffer.from("\n"), line, Buffer.from("\n")]), {
        mode: 0o600,
      });
    }
  }

  #pathOf(uid: number, day: number): string {
    return join(this.#directory, `${uid}-${day}.taint`);
  }

  async #removeOld(day: number): Promise<void> {
    if (this.#cleanedOn === day) return;
    this.#cleanedOn = day;
    const names = await readdir(this.#directory);
    const old = names.filter((name) => Number(NAME.exec(name)?.[1] ?? day) < day - 1);
    await Promise.allSettled(old.map((name) => unlink(join(this.#directory, name))));
  }
}

/** Empty where there is no file; `undefined` where it is full. */
async function readText(path: string): Promise<string | undefined> {
  try {
    const text = await readFile(path, "latin1");
    return text.length >= MAX_NOTES_BYTES ? undefined : text;
  } catch (error) {
    if (readErrorCode(error) === "ENOENT") return "";
    throw error;
  }
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}
