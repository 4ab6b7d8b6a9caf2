/** What has been written for so long without an error has most likely arrived. */
const KEPT_MS = 30_000;
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * Frames that were written to a connection a short while ago. A syslog receiver acknowledges nothing, so what lay
 * in a buffer when a connection broke off is lost unless it is sent again.
 */
export class SentLately {
  #frames: { readonly frame: Buffer; readonly at: number }[] = [];
  #bytes = 0;

  add(frames: readonly Buffer[], now: number): void {
    for (const frame of frames) {
      this.#frames.push({ frame, at: now });
      this.#bytes += frame.length;
    }
    const from = this.#frames.findIndex(({ frame, at }) => {
      const isKept = now - at <= KEPT_MS && this.#bytes <= MOST_BYTES;
      if (!isKept) this.#bytes -= frame.length;
      return isKept;
    });
    this.#frames = from < 0 ? [] : this.#frames.slice(from);
  }

  list(): readonly Buffer[] {
    return this.#frames.map(({ frame }) => frame);
  }
}
