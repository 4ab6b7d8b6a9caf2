import { MISSED_HEARTBEATS, STOP_MS } from "../../../audit/verify/check/silence.ts";

/** Nothing signed for longer than that is due, or after a stop for longer than that is taken for meant. */
export interface Silence {
  readonly machine: string;
  readonly log: string;
  /** Of the entries before and after it, milliseconds since the epoch; without an end it lasts. */
  readonly from: number;
  readonly to: number | undefined;
  /** It began with a stop: the machine was off, or its log was cut back to there. */
  readonly afterStop: boolean;
}

/** A signed entry. */
export interface Beat {
  readonly seq: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly isStop: boolean;
  /** The longest time until the next one, as it says; 0 where it does not. */
  readonly heartbeatSeconds: number;
}

/** Of which log an entry is. */
export interface BeatLog {
  readonly log: string;
  readonly machine: string;
  /** The damaged log that this one goes on after; "" where the entry names none. */
  readonly after: string;
}

interface Pulse {
  machine: string;
  after: string;
  readonly beats: Beat[];
}

const DEFAULT_HEARTBEAT_SECONDS = 60;

/** When each log's forwarder has signed: a few bytes for each entry of its own. */
export class Heartbeats {
  readonly #pulses = new Map<string, Pulse>();

  /** Of the same log what is "" here and was told before stays as it was. */
  add({ log, machine, after }: BeatLog, beat: Beat): void {
    let pulse = this.#pulses.get(log);
    if (pulse === undefined) this.#pulses.set(log, (pulse = { machine, after, beats: [] }));
    if (machine !== "") pulse.machine = machine;
    if (after !== "") pulse.after = after;
    pulse.beats.push(beat);
  }

  /**
   * Silences that last or have ended after `since`, the longest first.
   *
   * @param since, now Milliseconds since the epoch.
   */
  silences(since: number, now: number): readonly Silence[] {
    const starts = this.#listStarts();
    return [...this.#pulses]
      .flatMap(([log, pulse]) => silencesOf(log, pulse, { next: starts.get(log), now }))
      .filter(({ to }) => to === undefined || to > since)
      .toSorted((a, b) => (b.to ?? now) - b.from - ((a.to ?? now) - a.from));
  }

  /** When logs began, by the damaged one that each goes on after. */
  #listStarts(): ReadonlyMap<string, number> {
    const starts = new Map<string, number>();
    for (const { after, beats } of this.#pulses.values())
      if (after !== "")
        starts.set(
          after,
          beats.reduce((min, { at }) => Math.min(min, at), Infinity),
        );
    return starts;
  }
}

function silencesOf(
  log: string,
  { machine, beats }: Pulse,
  { next, now }: { readonly next: number | undefined; readonly now: number },
): readonly Silence[] {
  const ordered = beats.toSorted((a, b) => a.seq - b.seq);
  return ordered.flatMap((beat, index) => {
    const { at: from, isStop: afterStop } = beat;
    const to = ordered[index + 1]?.at ?? next;
    const isSilent = (to ?? now) - from > toAllowed(beat);
    return isSilent ? [{ machine, log, from, to, afterStop }] : [];
  });
}

/** How long nothing may come after an entry, milliseconds: by what it said itself, as the policy may be another later. */
function toAllowed({ isStop, heartbeatSeconds }: Beat): number {
  if (isStop) return STOP_MS;
  return (heartbeatSeconds || DEFAULT_HEARTBEAT_SECONDS) * 1000 * MISSED_HEARTBEATS;
}
