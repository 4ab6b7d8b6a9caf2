import type { Seal } from "../../../audit/seal/sealed-line.ts";
import { readSeal } from "../../../audit/verify/read-sealed.ts";
import { type InputLine, MAX_LINE_BYTES } from "../../../audit/verify/source/split-lines.ts";
import { isArray, type JsonObject } from "../../../model/json.ts";
import { Counter } from "../../replay/counter.ts";
import { clipLine } from "../../table.ts";
import {
  kindOf,
  listOf,
  machineOf,
  memberOf,
  readEvent,
  rulesOf,
  textOf,
  toolOf,
  userOf,
} from "../read-event.ts";
import { Heartbeats } from "./heartbeats.ts";
import { Histogram } from "./histogram.ts";
import { SeenLines } from "./seen-lines.ts";

const CELL = 60;

/** Counts of what a log says, in memory that does not grow with the records. Nothing of it is verified. */
export class Statistics {
  readonly counters = {
    decision: new Counter(),
    rule: new Counter(),
    tool: new Counter(),
    user: new Counter(),
    machine: new Counter(),
    engine_failure: new Counter(),
    failure: new Counter(),
    gap: new Counter(),
    incident: new Counter(),
  };
  readonly lag = new Histogram();
  readonly heartbeats = new Heartbeats();
  readonly lines = { records: 0, entries: 0, again: 0, earlier: 0, foreign: 0 };
  readonly #seen = new SeenLines();
  /** What was sealed before is not counted, milliseconds since the epoch. */
  readonly since: number;

  constructor(since: number) {
    this.since = since;
  }

  take({ bytes, length }: InputLine): void {
    if (length === 0) return;
    const place = length > MAX_LINE_BYTES ? undefined : readSeal(bytes);
    const event = place === undefined ? undefined : readEvent(bytes);
    if (place === undefined || event === undefined) this.lines.foreign += 1;
    else if (!this.#seen.add(place.log, place.seq)) this.lines.again += 1;
    else this.#takeSealed(event, place);
  }

  #takeSealed(event: JsonObject, place: Seal): void {
    // A silence may have begun before what is counted.
    if (place.sig !== undefined) this.#takeBeat(event, place);
    if (place.at < this.since) this.lines.earlier += 1;
    else if (place.via === undefined) this.#takeEntry(event);
    else this.#takeRecord(event, place);
  }

  #takeBeat(event: JsonObject, { log, seq, at }: Seal): void {
    const heartbeat = memberOf(event, "unmapped", "heartbeat_seconds");
    const heartbeatSeconds = typeof heartbeat === "number" && heartbeat > 0 ? heartbeat : 0;
    const machine = clipLine(machineOf(event), CELL);
    const after = textOf(event, "unmapped", "after", "log");
    const isStop = kindOf(event) === "stop";
    this.heartbeats.add({ log, machine, after }, { seq, at, isStop, heartbeatSeconds });
  }

  #takeEntry(event: JsonObject): void {
    this.lines.entries += 1;
    if (kindOf(event) === "incident")
      this.#count("incident", machineOf(event), textOf(event, "unmapped", "what"));
  }

  #takeRecord(event: JsonObject, { at }: Seal): void {
    this.lines.records += 1;
    const told = textOf(event, "unmapped", "told");
    this.#count("decision", told);
    for (const rule of rulesOf(event)) this.#count("rule", told, rule);
    this.#count("tool", toolOf(event));
    this.#count("user", userOf(event));
    this.#count("machine", machineOf(event));
    this.#takeTroubles(event);
    const time = memberOf(event, "time");
    if (typeof time === "number") this.lag.add(at - time);
  }

  #takeTroubles(event: JsonObject): void {
    for (const engine of listOf(event, "unmapped", "engines"))
      if (engine["outcome"] === "failed")
        this.#count("engine_failure", textOf(engine, "name"), textOf(engine, "failure"));
    const stage = textOf(event, "unmapped", "failure", "stage");
    if (stage !== "") this.#count("failure", stage);
    const gaps = memberOf(event, "unmapped", "coverage", "gaps");
    for (const gap of isArray(gaps) ? gaps : [])
      if (typeof gap === "string") this.#count("gap", gap);
  }

  /** Records hold what others have chosen: none of it may act on the terminal. */
  #count(counter: keyof Statistics["counters"], ...words: readonly string[]): void {
    this.counters[counter].add(words.map((word) => clipLine(word, CELL) || "(none)"));
  }
}
