import type { ScannerName, ScannerPolicy, Version, VersionRange } from "../../../model/engine.ts";
import type { Policy, Profile } from "../../../model/policy.ts";
import type { EnginesSource } from "../schema/engines.ts";
import { ofProfile } from "./by-profile.ts";
import { readServices } from "./read-services.ts";

const NAMES = ["gitleaks", "trufflehog"] as const;

/** What holds of an engine where no file says otherwise. The versions are those whose reports we know. */
const DEFAULTS: Readonly<Record<ScannerName, Omit<ScannerPolicy, "name" | "run" | "path">>> = {
  gitleaks: {
    config: "toolgate",
    version: { from: [8, 24, 0], below: [9, 0, 0] },
    onlyVerified: false,
    deadlineMs: 2000,
    onFailure: "deny",
    outcome: "deny",
  },
  trufflehog: {
    config: "builtin",
    version: { from: [3, 90, 0], below: [4, 0, 0] },
    onlyVerified: false,
    deadlineMs: 4000,
    onFailure: "deny",
    outcome: "ask",
  },
};

type ScannerSource = NonNullable<EnginesSource["trufflehog"]>;
type ByProfile<T> = Partial<Record<Profile, T>> | undefined;

/** The engines that the files together do not switch off for a profile: of each value a later file's word holds. */
export function readEngines(
  sources: readonly EnginesSource[],
  profile: Profile,
): Pick<Policy, "engines"> {
  const scanners = NAMES.flatMap((name) =>
    readScanner(
      name,
      sources.flatMap((source) => source[name] ?? []),
      profile,
    ),
  );
  const engines = [...scanners, ...readServices(sources, profile)];
  return engines.length === 0 ? {} : { engines };
}

function readScanner(
  name: ScannerName,
  sources: readonly ScannerSource[],
  profile: Profile,
): ScannerPolicy[] {
  const last = <T>(pick: (source: ScannerSource) => ByProfile<T>): T | undefined =>
    sources
      .map((source) => ofProfile(pick(source) ?? {}, profile))
      .findLast((value) => value !== undefined);
  const lastPlain = (key: "path" | "config" | "version"): string | undefined =>
    sources.map((source) => source[key]).findLast((value) => value !== undefined);
  const run = last((source) => source.run);
  const path = lastPlain("path");
  // Without a path it is refused, in whichever profile: see refusePlaceless.
  if (run === undefined || run === "off" || path === undefined) return [];
  const standard = DEFAULTS[name];
  const version = lastPlain("version");
  return [
    {
      name,
      run,
      path,
      config: lastPlain("config") ?? standard.config,
      version: version === undefined ? standard.version : toRange(version),
      onlyVerified: last((source) => source.only_verified) ?? standard.onlyVerified,
      deadlineMs: last((source) => source.deadline_ms) ?? standard.deadlineMs,
      onFailure: last((source) => source.on_failure) ?? standard.onFailure,
      outcome: last((source) => source.outcome) ?? standard.outcome,
    },
  ];
}

/** `8.30.1`, or `>=8.30.0 <9.0.0`. */
function toRange(written: string): VersionRange {
  const [first = "", last] = written.replaceAll(/[<>=]/g, "").split(" ");
  const from = toVersion(first);
  if (last !== undefined) return { from, below: toVersion(last) };
  const [major, minor, patch] = from;
  return { from, below: [major, minor, patch + 1] };
}

function toVersion(written: string): Version {
  const [major = 0, minor = 0, patch = 0] = written.split(".").map(Number);
  return [major, minor, patch];
}
