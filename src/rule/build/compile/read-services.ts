import type {
  LakeraLevel,
  LakeraPolicy,
  LlmGuardPolicy,
  ServicePolicy,
} from "../../../model/engine.ts";
import type { Profile } from "../../../model/policy.ts";
import type { TextRole } from "../../../model/action.ts";
import type { EnginesSource } from "../schema/engines.ts";
import { ofProfile } from "./by-profile.ts";

/** Lakera's own service, wherever it runs it. */
export const LAKERA_URL = "https://api.lakera.ai/v2";

/** A command is for the command check; all else may hold an instruction. */
const ROLES: readonly TextRole[] = ["prompt", "written", "argument", "file", "output"];

const DEADLINE_MS = 3000;
const THRESHOLD = 0.5;

const LEVELS = { L1: 1, L2: 2, L3: 3, L4: 4, L5: 5 } as const satisfies Record<string, LakeraLevel>;

type LakeraSource = NonNullable<EnginesSource["lakera"]>;
type LlmGuardSource = NonNullable<EnginesSource["llm-guard"]>;
type ByProfile<T> = Partial<Record<Profile, T>> | undefined;

/** The services that the files together do not switch off for a profile: of each value a later file's word holds. */
export function readServices(
  sources: readonly EnginesSource[],
  profile: Profile,
): readonly ServicePolicy[] {
  return [
    ...readLakera(
      sources.flatMap(({ lakera }) => lakera ?? []),
      profile,
    ),
    ...readLlmGuard(
      sources.flatMap((source) => source["llm-guard"] ?? []),
      profile,
    ),
  ];
}

function readLakera(sources: readonly LakeraSource[], profile: Profile): LakeraPolicy[] {
  const terms = readTerms(sources, profile, LAKERA_URL);
  if (terms === undefined) return [];
  const projectId = lastOf(sources, (source) => source.project_id);
  const level = lastIn(sources, profile, (source) => source.block_at) ?? "L3";
  return [
    {
      name: "lakera",
      ...terms,
      blockAt: LEVELS[level],
      ...(projectId === undefined ? {} : { projectId }),
    },
  ];
}

function readLlmGuard(sources: readonly LlmGuardSource[], profile: Profile): LlmGuardPolicy[] {
  const terms = readTerms(sources, profile, undefined);
  if (terms === undefined) return [];
  const thresholds = sources.flatMap((source) => Object.entries(source.thresholds ?? {}));
  return [
    {
      name: "llm-guard",
      ...terms,
      thresholds: Object.fromEntries(thresholds),
      threshold: lastIn(sources, profile, (source) => source.threshold) ?? THRESHOLD,
      mask: lastIn(sources, profile, (source) => source.mask) ?? false,
      answersTo: lastIn(sources, profile, (source) => source.answers_to) ?? "output",
    },
  ];
}

type Terms = Pick<
  ServicePolicy,
  "run" | "url" | "keyFile" | "caFile" | "roles" | "deadlineMs" | "onFailure" | "outcome"
>;

/** What is said of any service; `undefined` where it is off. */
function readTerms(
  sources: readonly (LakeraSource | LlmGuardSource)[],
  profile: Profile,
  standard: string | undefined,
): Terms | undefined {
  const run = lastIn(sources, profile, (source) => source.run);
  const url = lastOf(sources, (source) => source.url) ?? standard;
  // Without a place it is refused, in whichever profile: see refusePlaceless.
  if (run === undefined || run === "off" || url === undefined) return undefined;
  const onFailure = lastIn(sources, profile, (source) => source.on_failure) ?? "deny";
  return {
    run,
    url: url.replace(/\/+$/, ""),
    ...readFiles(sources),
    roles: lastOf(sources, (source) => source.roles) ?? ROLES,
    deadlineMs: lastIn(sources, profile, (source) => source.deadline_ms) ?? DEADLINE_MS,
    onFailure: onFailure === "embedded-only" ? "ignore" : onFailure,
    outcome: lastIn(sources, profile, (source) => source.outcome) ?? "deny",
  };
}

function readFiles(
  sources: readonly (LakeraSource | LlmGuardSource)[],
): Pick<ServicePolicy, "keyFile" | "caFile"> {
  const keyFile = lastOf(sources, (source) => source.key_file);
  const caFile = lastOf(sources, (source) => source.ca_file);
  return {
    ...(keyFile === undefined ? {} : { keyFile }),
    ...(caFile === undefined ? {} : { caFile }),
  };
}

function lastOf<S, T>(sources: readonly S[], pick: (source: S) => T | undefined): T | undefined {
  return sources.map(pick).findLast((value) => value !== undefined);
}

function lastIn<S, T>(
  sources: readonly S[],
  profile: Profile,
  pick: (source: S) => ByProfile<T>,
): T | undefined {
  return lastOf(sources, (source) => ofProfile(pick(source) ?? {}, profile));
}
