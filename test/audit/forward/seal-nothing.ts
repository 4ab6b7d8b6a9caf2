import type { Head } from "../../../src/audit/forward/file-log-reader.ts";
import type { Sealing } from "../../../src/audit/forward/sealing.ts";

/** A writer of the log that has nothing more to write. */
export function sealNothing(head: () => Head): Sealing {
  return {
    round: () => ({ more: false, full: [], faults: [] }),
    stop: () => undefined,
    get head() {
      return head();
    },
    counts: { records: 0, torn: 0, forged: 0, unsealable: 0 },
    forget: () => {},
  };
}
