import type { Action, Surface } from "../../../model/action.ts";
import type { Check } from "../../../model/check.ts";
import type { Finding } from "../../../model/finding.ts";
import type { RuleBundle } from "../../../model/bundle.ts";
import type { Policy } from "../../../model/policy.ts";
import type { EgressRule } from "../../../model/egress-rule.ts";
import type { PiiRule } from "../../../model/pii-rule.ts";
import type { CommandRule, PathRule, PermissionRule, RuleMeta } from "../../../model/rule.ts";
import type { ToolRule } from "../../../model/tool-rule.ts";
import { commandCheck } from "../../../check/command/command-check.ts";
import { egressCheck } from "../../../check/egress/egress-check.ts";
import { toolCheck } from "../../../check/mcp/tool-check.ts";
import { pathCheck } from "../../../check/path/path-check.ts";
import { permissionCheck } from "../../../check/permission/permission-check.ts";
import { piiCheck } from "../../../check/pii/pii-check.ts";
import { indexRules } from "../../rule-index.ts";
import type { BuiltRule } from "../compile/built-rule.ts";
import type { ExampleResult } from "./example-result.ts";
import {
  AT,
  commandSurfaces,
  MACHINE,
  pathSurfaces,
  toolSurfaces,
  urlSurfaces,
} from "./example-surfaces.ts";
import { expandTemplate } from "./expand-template.ts";

/** The rules of one profile, with their examples. */
export interface RulesWithExamples {
  readonly commands: readonly BuiltRule<CommandRule>[];
  readonly paths: readonly BuiltRule<PathRule>[];
  readonly tools: readonly BuiltRule<ToolRule>[];
  readonly egress: readonly BuiltRule<EgressRule>[];
  readonly pii: readonly BuiltRule<PiiRule>[];
  readonly permissions: readonly BuiltRule<PermissionRule>[];
}

/** Holds every rule to its own examples, through the walk and the checks that the hooks use. */
export function runExamples(rules: RulesWithExamples, bundle: RuleBundle): ExampleResult[] {
  return [
    ...rules.commands.flatMap((built) => runCommandExamples(built, bundle)),
    ...rules.paths.flatMap((built) =>
      examine(built, bundle, {
        check: pathCheck,
        alone: { ...bundle, paths: [built.rule], index: indexRules([], [built.rule]) },
        toSurfaces: pathSurfaces,
      }),
    ),
    ...rules.tools.flatMap((built) =>
      examine(built, bundle, {
        check: toolCheck,
        alone: { ...bundle, tools: [built.rule], policy: listing(built, bundle) },
        toSurfaces: toolSurfaces,
      }),
    ),
    ...rules.egress.flatMap((built) =>
      examine(built, bundle, {
        check: egressCheck,
        alone: { ...bundle, egress: [built.rule], policy: listing(built, bundle) },
        toSurfaces: urlSurfaces,
      }),
    ),
    ...rules.pii.flatMap((built) =>
      examine(built, bundle, {
        check: piiCheck,
        alone: { ...bundle, pii: [built.rule] },
        toSurfaces: (example) =>
          built.rule.roles
            .slice(0, 1)
            .map((role) => ({ kind: "text", role, text: expandTemplate(example), at: AT })),
      }),
    ),
    ...rules.permissions.flatMap((built) => runPermissionExamples(built, bundle)),
  ];
}

function runPermissionExamples(
  built: BuiltRule<PermissionRule>,
  bundle: RuleBundle,
): ExampleResult[] {
  return examine(built, bundle, {
    check: permissionCheck,
    alone: { ...bundle, permissions: [built.rule] },
    toSurfaces: permissionSurfaces,
  });
}

/** A rule that allows shows itself by what is left unlisted without any other. */
function listing({ rule }: BuiltRule<RuleMeta>, { policy }: RuleBundle): Policy {
  const unlisted = rule.outcome === "allow" ? "ask" : "none";
  return { ...policy, unlisted, unlistedTools: unlisted, unlistedHosts: unlisted };
}

function runCommandExamples(built: BuiltRule<CommandRule>, bundle: RuleBundle): ExampleResult[] {
  const policy = listing(built, bundle);
  return examine(built, bundle, {
    check: commandCheck,
    alone: { ...bundle, policy, commands: [built.rule], index: indexRules([built.rule], []) },
    toSurfaces: commandSurfaces,
  });
}

interface Trial {
  readonly check: Check;
  /** The bundle with this rule as the only one of its kind. */
  readonly alone: RuleBundle;
  readonly toSurfaces: (example: string) => readonly Surface[];
}

function examine(
  { rule, source: { examples }, placeOf }: BuiltRule<RuleMeta>,
  bundle: RuleBundle,
  { check, alone, toSurfaces }: Trial,
): ExampleResult[] {
  const find = (example: string, rules: RuleBundle): readonly Finding[] =>
    check
      .inspect(toAction(toSurfaces(example)), rules, MACHINE)
      .filter(({ exception }) => exception === undefined);
  const run = (list: ExampleResult["list"], judge: (example: string) => string | undefined) =>
    examples[list].map((example, index): ExampleResult => {
      const problem = judge(example);
      const place = placeOf(["examples", list, index]);
      const result = { rule: rule.id, list, example, place };
      return problem === undefined ? result : { ...result, problem };
    });
  const isFound = (example: string) => find(example, alone).length > 0;
  return [
    ...run("deny", (example) => (isFound(example) ? undefined : "is not caught by its rule")),
    ...run("allow", (example) => (isFound(example) ? "is caught by its rule" : undefined)),
    ...(isHome(rule, bundle) ? run("instead", (example) => denial(find(example, bundle))) : []),
  ];
}

function denial(findings: readonly Finding[]): string | undefined {
  const denied = findings.find(({ outcome }) => outcome === "deny");
  return denied && `is denied by ${denied.rule}`;
}

/**
 * Advice is held to the first profile that the rule is part of: a stricter one may deny what it says,
 * and then says itself what to do instead.
 */
function isHome({ profiles }: RuleMeta, { policy }: RuleBundle): boolean {
  return profiles[0] === policy.profile;
}

export function toAction(surfaces: readonly Surface[]): Action {
  return { surfaces, coverage: { complete: true, gaps: [] } };
}

/** A command, the name of an MCP server's tool, or `Read PATH`, `Write PATH`, `WebFetch URL`. */
function permissionSurfaces(example: string): readonly Surface[] {
  const [, name = "", rest = ""] = /^(Read|Write|WebFetch) (\S+)$/.exec(example) ?? [];
  if (name === "" && !example.startsWith("mcp__")) return commandSurfaces(example);
  const call: Surface = { kind: "tool", tool: name || example, server: undefined, at: AT };
  if (name === "WebFetch") return [call, { kind: "url", url: rest, at: AT }];
  return name === "" ? [call] : [call, ...pathSurfaces(`${name.toLowerCase()} ${rest}`)];
}
