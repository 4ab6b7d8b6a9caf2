/** What the forwarder has open at most. A line of a hook is at most 1 MiB, and most are some kilobytes. */
export interface AdmissionBounds {
  /** Of which it is not yet known whose they are; of more the oldest goes, as a true hook needs milliseconds. */
  readonly unproven: number;
  readonly proven: number;
  /** Of one user. */
  readonly perUser: number;
  /** Received and not yet written, all together and of one user. */
  readonly bytes: number;
  readonly bytesPerUser: number;
}

const MEBIBYTE = 1024 * 1024;

export const ADMISSION_BOUNDS: AdmissionBounds = {
  unproven: 512,
  proven: 1024,
  perUser: 128,
  bytes: 128 * MEBIBYTE,
  bytesPerUser: 32 * MEBIBYTE,
};

/** A connection's place among those that are open. */
export interface Place {
  /** Counts it to a user from now on; false where he has too many, or all have. */
  readonly admit: (user: string) => boolean;
  /** Counts what has come in; false where it is too much. */
  readonly hold: (bytes: number) => boolean;
  readonly leave: () => void;
}

interface Held {
  connections: number;
  bytes: number;
}

/** Before it is proven a connection has nothing to say but a word. */
const UNPROVEN_BYTES = 256;

/** Keeps the open connections, and what they hold, within bounds: those of one user cannot take the place of another's. */
export class Admission {
  readonly #bounds: AdmissionBounds;
  /** In the order they came; each value ends one. */
  readonly #unproven = new Map<Place, () => void>();
  readonly #users = new Map<string, Held>();
  readonly #all: Held = { connections: 0, bytes: 0 };

  constructor(bounds: AdmissionBounds) {
    this.#bounds = bounds;
  }

  enter(drop: () => void): Place {
    let own: { readonly user: string; readonly held: Held; bytes: number } | undefined;
    let early = 0;
    const place: Place = {
      admit: (user) => {
        const held = this.#users.get(user) ?? { connections: 0, bytes: 0 };
        if (!this.#hasRoom(held)) return false;
        this.#unproven.delete(place);
        own = { user, held, bytes: 0 };
        held.connections += 1;
        this.#all.connections += 1;
        this.#users.set(user, held);
        return true;
      },
      hold: (bytes) => {
        if (own === undefined) return (early += bytes) <= UNPROVEN_BYTES;
        own.bytes += bytes;
        own.held.bytes += bytes;
        this.#all.bytes += bytes;
        const { bytes: most, bytesPerUser } = this.#bounds;
        return own.held.bytes <= bytesPerUser && this.#all.bytes <= most;
      },
      leave: () => {
        this.#unproven.delete(place);
        if (own !== undefined) this.#release(own);
        own = undefined;
      },
    };
    this.#unproven.set(place, drop);
    this.#dropOldest();
    return place;
  }

  #hasRoom({ connections }: Held): boolean {
    return connections < this.#bounds.perUser && this.#all.connections < this.#bounds.proven;
  }

  #dropOldest(): void {
    if (this.#unproven.size <= this.#bounds.unproven) return;
    const [oldest] = this.#unproven;
    if (oldest === undefined) return;
    const [place, drop] = oldest;
    this.#unproven.delete(place);
    drop();
  }

  #release({ user, held, bytes }: { user: string; held: Held; bytes: number }): void {
    held.connections -= 1;
    held.bytes -= bytes;
    this.#all.connections -= 1;
    this.#all.bytes -= bytes;
    if (held.connections === 0) this.#users.delete(user);
  }
}
