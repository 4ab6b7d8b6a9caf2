import { MISSED_HEARTBEATS } from "../../../audit/verify/check/silence.ts";

/** Nothing signed for longer than that is due. */
export interface Silence {
  readonly machine: string;
  readonly log: string;
  /** Of the entries before and after it; without an end it lasts. */
  readonly from: number;
  readonly to: number | undefined;
}

interface Beat {
  readonly seq: number;
  readonly at: number;
  readonly isStop: boolean;
}

interface Pulse {
  machine: string;
  heartbeatMs: number;
  readonly beats: Beat[];
}

const DEFAULT_HEARTBEAT_MS = 60_000;

/** When each log's forwarder has signed: a few bytes for each entry of its own. */
export class Heartbeats {
  readonly #pulses = new Map<string, Pulse>();

  /** @param beat With `heartbeatSeconds` 0 where the entry does not say. */
  add(log: string, machine: string, beat: Beat & { readonly heartbeatSeconds: number }): void {
    let pulse = this.#pulses.get(log);
    if (pulse === undefined) {
      pulse = { machine, heartbeatMs: DEFAULT_HEARTBEAT_MS, beats: [] };
      this.#pulses.set(log, pulse);
    }
    const { seq, at, isStop, heartbeatSeconds } = beat;
    if (heartbeatSeconds > 0) pulse.heartbeatMs = heartbeatSeconds * 1000;
    if (machine !== "") pulse.machine = machine;
    pulse.beats.push({ seq, at, isStop });
  }

  /** Silences that nobody has announced by a stop, the longest first. */
  silences(now: number): readonly Silence[] {
    return [...this.#pulses]
      .flatMap(([log, pulse]) => silencesOf(log, pulse, now))
      .toSorted((a, b) => (b.to ?? now) - b.from - ((a.to ?? now) - a.from));
  }
}

function silencesOf(log: string, pulse: Pulse, now: number): readonly Silence[] {
  const { machine, heartbeatMs } = pulse;
  const beats = pulse.beats.toSorted((a, b) => a.seq - b.seq);
  return beats.flatMap(({ at, isStop }, index) => {
    const next = beats[index + 1]?.at;
    const isSilent = !isStop && (next ?? now) - at > heartbeatMs * MISSED_HEARTBEATS;
    return isSilent ? [{ machine, log, from: at, to: next }] : [];
  });
}
