import { braceExpand } from "minimatch";
import type { EgressRule } from "../../../model/egress-rule.ts";
import { isGlob } from "../../glob.ts";
import type { EgressSource } from "../schema/places.ts";
import { collect } from "../source/collect-errors.ts";
import { RuleError, RuleErrors } from "../source/rule-error.ts";
import { allows } from "./allow-rules.ts";
import { type BuiltRule, type RuleFile, type RuleSetting, toBuilt } from "./built-rule.ts";
import { findHostMistake, refuseGlobs } from "./glob-mistakes.ts";

/** @throws RuleErrors at each part of a rule over hosts that could never match, or allows any. */
export function readEgressRules(file: RuleFile, { profile }: RuleSetting): BuiltRule<EgressRule>[] {
  return collect(
    file.document.egress.map((source, index) => () => {
      const built = toBuilt(file, { list: "egress", index, rule: source }, profile);
      const { hosts, except, known = [] } = source;
      refuseGlobs({ hosts, except, known }, findHostMistake, built.placeOf);
      refuseMistakes(source, built.placeOf);
      return { ...built, rule: { ...built.rule, ...compileEgress(source) } };
    }),
  );
}

function compileEgress({ hosts, except, known, ...source }: EgressSource) {
  const { paths, schemes, direction, carries, disguise } = source;
  return {
    hosts: expand(hosts),
    except: expand(except),
    ...(paths === undefined ? {} : { paths: expand(paths) }),
    ...(schemes === undefined ? {} : { schemes }),
    ...(direction === undefined ? {} : { direction }),
    ...(carries === undefined
      ? {}
      : { carries: { variables: expand(carries.variables), at: carries.at } }),
    ...(disguise === undefined ? {} : { disguise }),
    ...(known === undefined ? {} : { known: expand(known) }),
  };
}

function refuseMistakes(rule: EgressSource, placeOf: BuiltRule<never>["placeOf"]): void {
  const errors: RuleError[] = [];
  const refuse = (path: readonly PropertyKey[], problem: string) =>
    errors.push(new RuleError(placeOf(path), `${rule.id}: ${problem}`));
  if (rule.known !== undefined && rule.disguise?.some((way) => NAMING.has(way)) !== true) {
    refuse(["known"], "known names are for disguise: [user] and [imitation]");
  }
  if (allows(rule)) {
    for (const [nth, glob] of rule.hosts.entries()) {
      if (expand([glob]).every(hasName)) continue;
      refuse(["hosts", nth], "a rule that allows names its hosts: this allows any");
    }
    for (const key of ["carries", "disguise"] as const) {
      if (rule[key] !== undefined) refuse([key], `${key} is for a rule that warns, asks or denies`);
    }
  }
  if (errors.length > 0) throw new RuleErrors(errors);
}

const NAMING: ReadonlySet<string> = new Set(["user", "imitation"]);

/** Names that are nobody's outside (RFC 6761, and what companies use alike). */
const INSIDE = /\.(?:localhost|local|internal|test|lan|corp|home\.arpa)$/;

/** `*.com` is half of the Internet. */
function hasName(glob: string): boolean {
  if (INSIDE.test(glob)) return true;
  const labels = glob.split(".").filter((label) => /[\p{L}\p{N}]/u.test(label));
  return labels.length >= (isGlob(glob) && !/\d/.test(glob) ? 2 : 1);
}

function expand(globs: readonly string[]): string[] {
  return globs.flatMap((glob) => braceExpand(glob));
}
