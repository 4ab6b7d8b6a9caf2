import type { KeyedHash } from "../../hash/keyed-hash.ts";
import type { TaintLog } from "../../model/taint.ts";
import { findTaint, toTaintLine } from "../taint/taint-lines.ts";

export interface ServiceTaintParts {
  /** What the forwarder keeps of yesterday and today, Latin-1; null when it is too much. */
  readonly notes: string | null;
  readonly hash: KeyedHash;
  /** The id of the record of this event. */
  readonly recordId: () => string;
  /** Hands a line to the forwarder, with what else this event has for it. */
  readonly send: (line: Buffer) => void;
}

const FULL = { doubt: "so much was noted of this user's sessions that nobody can tell which" };

/** What was noted of a user's sessions where the forwarder keeps it: as it was when the hook began. */
export function createServiceTaint({ notes, hash, recordId, send }: ServiceTaintParts): TaintLog {
  return {
    find: (session, since) =>
      notes === null ? FULL : notes === "" ? undefined : findTaint(notes, { session, since, hash }),
    note: (session, { time, place }) => {
      if (notes !== null) send(toTaintLine({ time, place, record: recordId() }, session, hash));
    },
  };
}
