import { readdir } from "node:fs/promises";

/** How many users may have something kept: each costs a segment, and a place in what the sealer signs. */
export interface UserBounds {
  /** That one person answers for: himself, and whatever his containers run as. */
  readonly perPerson: number;
  readonly all: number;
}

export const USER_BOUNDS: UserBounds = { perPerson: 256, all: 2048 };

/** For how long the names in the directory are believed, milliseconds. */
const LISTED_MS = 10_000;

/** What segments and notes are called begins with their user. */
const NAME = /^(\d+)[.-]/;

/**
 * Keeps the users of whom something is kept within bounds: who has subordinate ids can have users for nothing, and what
 * is kept of one stays for a day.
 */
export class UserBound {
  readonly #directory: string;
  readonly #bounds: UserBounds;
  readonly #answerableFor: (uid: number) => string;
  #users = new Map<number, string>();
  #listedAt = -Infinity;

  constructor(directory: string, bounds: UserBounds, answerableFor: (uid: number) => string) {
    this.#directory = directory;
    this.#bounds = bounds;
    this.#answerableFor = answerableFor;
  }

  /**
   * Counts a user from now on; false where it is one too many.
   *
   * @throws an error of the file system
   */
  async admit(uid: number): Promise<boolean> {
    await this.#list();
    if (this.#users.has(uid)) return true;
    const person = this.#answerableFor(uid);
    const own = [...this.#users.values()].filter((each) => each === person).length;
    if (own >= this.#bounds.perPerson || this.#users.size >= this.#bounds.all) return false;
    this.#users.set(uid, person);
    return true;
  }

  /** Who was admitted meanwhile, and has nothing there yet, is counted until the next time. */
  async #list(): Promise<void> {
    const now = performance.now();
    if (now - this.#listedAt < LISTED_MS) return;
    this.#listedAt = now;
    const before = new Set(this.#users.keys());
    const uids = (await readdir(this.#directory)).flatMap((name) => NAME.exec(name)?.[1] ?? []);
    const added = [...this.#users.keys()].filter((uid) => !before.has(uid));
    const listed = new Set([...uids.map(Number), ...added]);
    this.#users = new Map([...listed].map((uid) => [uid, this.#answerableFor(uid)]));
  }
}
