import type { LoadedRules } from "../rule/load-rules.ts";

/** Says on stderr that sources are newer: someone who has changed a rule would look in vain for what that changes. */
export function tellStale({ inForce: { stale } }: LoadedRules, remedy: string): void {
  if (stale.length === 0) return;
  const sources = stale.join(", ");
  process.stderr.write(
    `toolgate: the compiled rules were used; newer are ${sources} (${remedy})\n`,
  );
}
