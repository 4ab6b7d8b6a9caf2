import { braceExpand } from "minimatch";
import type {
  CommandRule,
  PathRule,
  Profile,
  ProgramFacts,
  RuleMeta,
  ToolRule,
} from "../../../model/rule.ts";
import { foldPath } from "../../match-path.ts";
import { ofProfile } from "./by-profile.ts";
import { collect } from "../source/collect-errors.ts";
import { compilePattern } from "./compile-pattern.ts";
import type { RulePlace } from "../source/rule-error.ts";
import type { CommandSource, PathSource, RuleDocument, RuleSource, ToolSource } from "../schema/document.ts";
import type { YamlSource } from "../source/yaml-source.ts";

/** A validated file of rules with its places. */
export interface RuleFile {
  readonly source: YamlSource;
  readonly document: RuleDocument;
}

/** A compiled rule with what the build still needs of its source. */
export interface BuiltRule<R extends RuleMeta> {
  readonly rule: R;
  readonly examples: RuleSource["examples"];
  /** The place of one of the rule's own values. */
  readonly placeOf: (path: readonly PropertyKey[]) => RulePlace;
}

/** What rules are compiled for. */
export interface RuleSetting {
  readonly profile: Profile;
  readonly programs: Readonly<Record<string, ProgramFacts>>;
}

type Kind = "commands" | "paths" | "tools";

export function readCommandRules(file: RuleFile, setting: RuleSetting): BuiltRule<CommandRule>[] {
  return collect(
    file.document.commands.map((source, index) => () => {
      const built = toBuilt(file, { kind: "commands", index, source, profile: setting.profile });
      return { ...built, rule: { ...built.rule, patterns: compileAll(source, built, setting) } };
    }),
  );
}

export function readPathRules(file: RuleFile, { profile }: RuleSetting): BuiltRule<PathRule>[] {
  return file.document.paths.map((source: PathSource, index) => {
    const built = toBuilt(file, { kind: "paths", index, source, profile });
    const paths = source.paths.flatMap((glob) => braceExpand(glob)).map(foldPath);
    const except = source.except.flatMap((glob) => braceExpand(glob)).map(foldPath);
    return { ...built, rule: { ...built.rule, access: source.access, paths, except } };
  });
}

export function readToolRules(file: RuleFile, { profile }: RuleSetting): BuiltRule<ToolRule>[] {
  return file.document.tools.map((source: ToolSource, index) => {
    const built = toBuilt(file, { kind: "tools", index, source, profile });
    return { ...built, rule: { ...built.rule, tools: source.tools, except: source.except } };
  });
}

function compileAll(
  { patterns }: CommandSource,
  { placeOf }: BuiltRule<RuleMeta>,
  { programs }: RuleSetting,
): CommandRule["patterns"] {
  return patterns.flatMap((pattern, index) =>
    compilePattern(pattern, { programs, place: placeOf(["patterns", index]) }),
  );
}

interface SourceRule {
  readonly kind: Kind;
  readonly index: number;
  readonly source: RuleSource;
  readonly profile: Profile;
}

function toBuilt(
  file: RuleFile,
  { kind, index, source, profile }: SourceRule,
): BuiltRule<RuleMeta> {
  const { id, why, instead, severity, outcome, maturity, profiles, examples } = source;
  return {
    rule: {
      id,
      why,
      instead,
      severity,
      outcome: ofProfile(outcome, profile) ?? "allow",
      maturity,
      // A rule that says nothing of a profile's outcome is not part of it.
      profiles: profiles.filter((name) => ofProfile(outcome, name) !== undefined),
    },
    examples,
    placeOf: (path) => file.source.placeOf([kind, index, ...path]),
  };
}
