import type { TextRole } from "../../../model/action.ts";
import type {
  Policy,
  Profile,
  SecretAction,
  SecretPolicy,
  Sureness,
} from "../../../model/policy.ts";
import type { PolicySource } from "../schema/policy.ts";
import { ofProfile } from "./by-profile.ts";
import type { Weakening } from "./weakening.ts";

const PLACES: readonly TextRole[] = ["written", "command", "argument", "prompt", "file", "output"];
const SURENESS: readonly Sureness[] = ["verified", "specific", "generic"];

/** From the mildest to the strictest. */
const ORDER: readonly SecretAction[] = ["warn", "mask", "ask", "deny"];

/** What the files say of secrets: of each place and sureness the last one's word. */
export function readSecretPolicy(
  sources: readonly PolicySource[],
  profile: Profile,
): Pick<Policy, "secrets" | "fingerprintKey"> {
  const key = sources.findLast(({ fingerprint_key }) => fingerprint_key !== undefined);
  const fingerprintKey = key?.fingerprint_key;
  const secrets: SecretPolicy = Object.fromEntries(
    PLACES.flatMap((place) => {
      const row = readRow(place, sources, profile);
      return Object.keys(row).length === 0 ? [] : [[place, row]];
    }),
  );
  return {
    ...(Object.keys(secrets).length === 0 ? {} : { secrets }),
    ...(fingerprintKey === undefined ? {} : { fingerprintKey }),
  };
}

function readRow(
  place: TextRole,
  sources: readonly PolicySource[],
  profile: Profile,
): Partial<Record<Sureness, SecretAction>> {
  return Object.fromEntries(
    SURENESS.flatMap((sureness) => {
      const action = sources
        .map(({ secrets }) => ofProfile<SecretAction>(secrets?.[place]?.[sureness] ?? {}, profile))
        .findLast((value) => value !== undefined);
      return action === undefined ? [] : [[sureness, action]];
    }),
  );
}

/** Every place where secrets come to less than before. */
export function findSecretWeakenings(before: Policy, after: Policy): Weakening[] {
  return PLACES.flatMap((place) =>
    SURENESS.flatMap((sureness): Weakening[] => {
      const [old, now] = [before, after].map(
        ({ secrets }) => secrets?.[place]?.[sureness] ?? usual(place, sureness),
      );
      if (old === undefined || now === undefined || ORDER.indexOf(now) >= ORDER.indexOf(old))
        return [];
      return [{ key: ["secrets", place, sureness], before: old, after: now }];
    }),
  );
}

/** What most rules say by themselves. */
function usual(place: TextRole, sureness: Sureness): SecretAction {
  if (place === "output") return "mask";
  return sureness === "generic" ? "ask" : "deny";
}
