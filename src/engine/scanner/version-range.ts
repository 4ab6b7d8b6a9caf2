import type { Version, VersionRange } from "../../model/engine.ts";

/** The first version that a text names: `v8.30.1`, `trufflehog 3.90.0`. */
export function findVersion(text: string): Version | undefined {
  const match = /(?<![\d.])(\d{1,5})\.(\d{1,5})\.(\d{1,5})(?![\d.])/.exec(text.slice(0, 200));
  return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3])];
}

export function isInRange(version: Version, { from, below }: VersionRange): boolean {
  return !isBefore(version, from) && isBefore(version, below);
}

/** As the policy has it: `>=8.24.0 <9.0.0`. */
export function describeRange({ from, below }: VersionRange): string {
  return `>=${from.join(".")} <${below.join(".")}`;
}

function isBefore(one: Version, other: Version): boolean {
  const at = one.findIndex((part, index) => part !== other[index]);
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
}
