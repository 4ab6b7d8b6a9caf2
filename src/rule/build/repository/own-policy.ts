import type { RuleBundle } from "../../../model/bundle.ts";
import type { Mode, Policy } from "../../../model/policy.ts";
import { isMilderMode } from "../../tighten.ts";
import type { RepositoryDocument } from "../schema/repository.ts";
import { nearest } from "../source/nearest.ts";
import type { PlacedSource } from "../source/placed-source.ts";
import { RuleError, RuleErrors } from "../source/rule-error.ts";
import { companyIds } from "./taken-ids.ts";

const UNLISTED = [
  ["unlisted", "unlisted"],
  ["unlisted_tools", "unlistedTools"],
  ["unlisted_hosts", "unlistedHosts"],
] as const;

type OwnPolicy = NonNullable<RepositoryDocument["policy"]>;

/** What a repository's policy says, as a policy that is as mild as one can be where it says nothing. */
export function toPolicy(own: OwnPolicy | undefined, company: Policy): Policy {
  return {
    ...company,
    mode: own?.mode ?? "observe",
    ruleModes: own?.rule_modes ?? {},
    onFailure: "deny",
    onPartial: own?.on_partial ?? "allow",
    ...toUnlisted(own),
  };
}

function toUnlisted(own: OwnPolicy = { rule_modes: {} }) {
  const { unlisted = "none", unlisted_tools: tools = "none", unlisted_hosts: hosts = "none" } = own;
  return { unlisted, unlistedTools: tools, unlistedHosts: hosts } as const;
}

/** @throws RuleErrors where a repository's policy is milder than the company's, or names no rule of it. */
export function refuseMilder(
  own: OwnPolicy | undefined,
  source: PlacedSource,
  company: RuleBundle,
): void {
  const errors = own === undefined ? [] : findMilder(own, source, company);
  if (errors.length > 0) throw new RuleErrors(errors);
}

function findMilder(own: OwnPolicy, source: PlacedSource, company: RuleBundle): RuleError[] {
  const { policy } = company;
  const milder = (key: string, value: string, than: string) =>
    new RuleError(
      source.placeOf(["policy", ...key.split(".")]),
      `policy.${key}: "${value}" is milder than the company's "${than}": leave it out`,
    );
  return [
    ...(own.mode !== undefined && isMilderMode(own.mode, policy.mode)
      ? [milder("mode", own.mode, policy.mode)]
      : []),
    ...(own.on_partial === "ask" && policy.onPartial === "deny"
      ? [milder("on_partial", own.on_partial, policy.onPartial)]
      : []),
    ...UNLISTED.flatMap(([key, name]) =>
      own[key] === "ask" && policy[name] === "deny" ? [milder(key, "ask", "deny")] : [],
    ),
    ...findWrongModes(own.rule_modes, source, company),
  ];
}

function findWrongModes(
  modes: Readonly<Record<string, Mode>>,
  source: PlacedSource,
  company: RuleBundle,
): RuleError[] {
  // The ids of the rules over texts are parsed for this alone.
  if (Object.keys(modes).length === 0) return [];
  const ids = companyIds(company);
  return Object.entries(modes).flatMap(([id, mode]) => {
    const place = source.placeOfKey(["policy", "rule_modes"], id);
    const refuse = (problem: string) => [new RuleError(place, `policy.rule_modes: ${problem}`)];
    if (!ids.includes(id))
      return refuse(`no rule of the company's is called "${id}"${hint(id, ids)}`);
    const before = company.policy.ruleModes[id] ?? company.policy.mode;
    if (!isMilderMode(mode, before)) return [];
    return refuse(`"${mode}" for ${id} is milder than the company's "${before}": leave it out`);
  });
}

function hint(id: string, ids: readonly string[]): string {
  const meant = nearest(id, ids);
  if (meant !== undefined) return `, did you mean "${meant}"?`;
  return id.includes("/repository-") ? ": say what it comes to by its outcome" : "";
}
