import type { TextSurface } from "../../model/action.ts";
import type { Machine } from "../../model/check.ts";
import type { Policy } from "../../model/policy.ts";
import { setAside, type SetAside } from "../excepted-texts.ts";
import { toFingerprint } from "./fingerprint.ts";
import type { SecretMatch } from "./scan-text.ts";

interface Setting {
  readonly machine: Machine;
  readonly policy: Policy;
}

/**
 * As `setAside`, where an exception may name the secret itself. Then it holds for the other rules that found the same
 * stretch, or a part of it, too: it is about a value, whatever it is called.
 */
export function setSecretsAside(
  matches: readonly SecretMatch[],
  surface: TextSurface,
  { machine, policy }: Setting,
): SetAside<SecretMatch> {
  const { judged, excepted } = setAside(matches, surface, {
    machine,
    fingerprintOf: ({ start, end }) => toFingerprint(surface.text.slice(start, end), policy),
  });
  const named = excepted.filter(({ found, exception }) => isByFingerprint(found, exception));
  if (named.length === 0) return { judged, excepted };
  const cover = (match: SecretMatch) =>
    named.find(({ found }) => found.start <= match.start && match.end <= found.end);
  const same = judged.flatMap((found) => {
    const exception = cover(found)?.exception;
    return exception === undefined ? [] : [{ found, exception }];
  });
  return {
    judged: judged.filter((match) => cover(match) === undefined),
    excepted: [...excepted, ...same],
  };
}

function isByFingerprint({ rule }: SecretMatch, exception: string): boolean {
  return rule.exceptions?.find(({ id }) => id === exception)?.fingerprints !== undefined;
}
