import { isDeepStrictEqual } from "node:util";
import type { SinkPolicy } from "../../model/audit-policy.ts";
import { FaultNotice } from "./fault-notice.ts";
import { GapNotice } from "./gap-notice.ts";
import { beginHistory, type SinkHistory } from "./sink-history.ts";

/**
 * What has been told and counted since the forwarder started. It outlives each policy: what was told under the last one
 * is not told again under the next, and no counter goes back.
 */
export class History {
  /** When it began, milliseconds since the epoch. */
  readonly started: number;
  /** Of sealing. */
  readonly faults: FaultNotice;
  /** Of the log. */
  readonly gaps: GapNotice;
  readonly #tell: (line: string) => void;
  readonly #sinks = new Map<string, SinkHistory>();
  #policies = new Map<string, SinkPolicy>();

  /** @param tell One line for the operator. */
  constructor(started: number, tell: (line: string) => void) {
    this.started = started;
    this.#tell = tell;
    this.faults = new FaultNotice(tell);
    this.gaps = new GapNotice(tell);
  }

  /** Goes over to a policy's sinks: of one that is not as it was everything is told anew. */
  adopt(policies: readonly SinkPolicy[]): void {
    for (const policy of policies) {
      const { name } = policy;
      const isSame = isDeepStrictEqual(this.#policies.get(name), policy);
      const known = this.#sinks.get(name);
      if (known !== undefined && !isSame)
        this.#sinks.set(name, beginHistory(name, this.#tell, known.tally));
    }
    this.#policies = new Map(policies.map((policy) => [policy.name, policy]));
  }

  of(sink: string): SinkHistory {
    const known = this.#sinks.get(sink) ?? beginHistory(sink, this.#tell);
    this.#sinks.set(sink, known);
    return known;
  }
}
