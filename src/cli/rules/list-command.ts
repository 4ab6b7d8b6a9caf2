import { parseArgs } from "node:util";
import type { Severity } from "../../model/finding.ts";
import type { Mode, Policy, Profile } from "../../model/policy.ts";
import type { Maturity } from "../../model/rule.ts";
import { assembleRules } from "../../rule/build/build-rules.ts";
import { comparePlaces } from "../../rule/build/source/compare-places.ts";
import { readSources } from "../../rule/build/source/read-sources.ts";
import type { RulePlace } from "../../rule/build/source/rule-error.ts";
import { policyAt } from "../../rule/policy-at.ts";
import { clipLine, formatTable } from "../table.ts";
import { UsageError } from "../usage-error.ts";
import { waitsUntil } from "../waits-until.ts";
import { chosenProfiles, formatOutcomes, type OutcomeByProfile, PROFILES } from "./profiles.ts";
import { rulesDirectory } from "./rules-directory.ts";

const WIDTH = 100;

/** One rule as the list shows it. */
interface ListedRule {
  readonly id: string;
  readonly severity: Severity;
  readonly outcomes: OutcomeByProfile;
  /** What holds now, by profile. */
  readonly modes: Readonly<Partial<Record<Profile, Mode>>>;
  /** The days until which it only warns, by profile. */
  readonly waits: Readonly<Partial<Record<Profile, string>>>;
  readonly maturity: Maturity;
  readonly place: RulePlace;
  readonly why: string;
}

/**
 * `toolgate rules list [--format table|json] [--profile P] [--check NAME] [DIR]`: every rule with what it comes to
 * and where it stands.
 *
 * @returns 0
 * @throws UsageError; RuleErrors when the rules do not compile
 */
export function listCommand(argv: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      format: { type: "string", default: "table" },
      profile: { type: "string" },
      check: { type: "string" },
    },
  });
  const profiles = chosenProfiles(values.profile);
  const all = listRules(rulesDirectory(positionals), profiles);
  const rules = all.filter(({ id }) => values.check === undefined || checkOf(id) === values.check);
  if (rules.length === 0) {
    const checks = [...new Set(all.map(({ id }) => checkOf(id)))];
    throw new UsageError(`--check must be one of ${checks.join(", ")}`);
  }
  if (values.format === "json") process.stdout.write(`${JSON.stringify(rules, undefined, 2)}\n`);
  else if (values.format === "table") process.stdout.write(formatList(rules));
  else throw new UsageError("--format must be one of table, json");
  return 0;
}

function checkOf(id: string): string {
  return id.slice(0, id.indexOf("/"));
}

function listRules(directory: string, profiles: readonly Profile[]): ListedRule[] {
  const sources = readSources(directory);
  const byId = new Map<string, ListedRule>();
  for (const profile of profiles) {
    const { rules, bundle } = assembleRules(sources, { profile });
    const now = Date.now();
    const policy = policyAt(bundle.policy, now);
    for (const { rule, placeOf } of rules) {
      const { id, severity, maturity, why, outcome } = rule;
      const before = byId.get(id);
      const outcomes = { ...before?.outcomes, [profile]: outcome };
      const modes = { ...before?.modes, [profile]: modeOf(id, policy) };
      const day = waitsUntil(id, bundle.policy, now);
      const waits = { ...before?.waits, ...(day === undefined ? {} : { [profile]: day }) };
      byId.set(id, { id, severity, outcomes, modes, waits, maturity, place: placeOf(["id"]), why });
    }
  }
  return [...byId.values()].toSorted((a, b) => comparePlaces(a.place, b.place));
}

function modeOf(id: string, { ruleModes, mode }: Policy): Mode {
  return ruleModes[id] ?? mode;
}

function formatMode({ modes, waits }: ListedRule): string {
  const profile = PROFILES.find((name) => modes[name] !== undefined) ?? "standard";
  const day = waits[profile];
  return `${modes[profile] ?? ""}${day === undefined ? "" : ` until ${day}`}`;
}

/** Two lines a rule: what it comes to, then where it stands and why. */
function formatList(rules: readonly ListedRule[]): string {
  const [head = "", ...lines] = formatTable([
    ["RULE", "SEVERITY", "OUTCOME", "MODE", "MATURITY"],
    ...rules.map((rule) => [
      rule.id,
      rule.severity,
      formatOutcomes(rule.outcomes),
      formatMode(rule),
      rule.maturity,
    ]),
  ]);
  const shown = rules.flatMap(({ place, why }, index) => [
    lines[index] ?? "",
    `    ${clipLine(`${place.file}:${place.line} · ${why}`, WIDTH - 4)}`,
  ]);
  return `${[head, ...shown].join("\n")}\n`;
}
