import type { CheckedLog } from "../checked-log.ts";
import type { Faults } from "../finding.ts";

/**
 * A spool key is one machine's: where several logs are looked at, one in which none of its MACs holds is another
 * machine's, which is said; else each MAC that does not hold is a fault.
 */
export function checkMacs(logs: readonly CheckedLog[], faults: Faults): void {
  const isOnly = new Set(logs.map(({ unit }) => unit.log)).size === 1;
  for (const { unit, notes } of logs) {
    const { heldMacs, brokenMacs } = unit;
    if (brokenMacs.length > 0 && (isOnly || heldMacs > 0))
      for (const each of brokenMacs) faults.add(each);
    else if (brokenMacs.length > 0)
      notes.push("the spool key is another machine's: no MAC was checked");
    if (heldMacs > 0) notes.push(`${heldMacs} MACs of records hold`);
  }
}
