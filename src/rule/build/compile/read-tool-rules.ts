import { braceExpand } from "minimatch";
import type { ArgumentRule, ToolRule } from "../../../model/tool-rule.ts";
import { isGlob } from "../../glob.ts";
import { foldPath } from "../../match-path.ts";
import type { ArgumentSource, ToolSource } from "../schema/tool.ts";
import { collect } from "../source/collect-errors.ts";
import { RuleError, RuleErrors } from "../source/rule-error.ts";
import { allows } from "./allow-rules.ts";
import { type BuiltRule, type RuleFile, type RuleSetting, toBuilt } from "./built-rule.ts";
import { findHostMistake, findPathMistake, refuseGlobs } from "./glob-mistakes.ts";

type PlaceOf = BuiltRule<never>["placeOf"];

/** @throws RuleErrors at each part of a rule over tools that names nothing, or could never match. */
export function readToolRules(file: RuleFile, { profile }: RuleSetting): BuiltRule<ToolRule>[] {
  return collect(
    file.document.tools.map((source, index) => () => {
      const built = toBuilt(file, { list: "tools", index, rule: source }, profile);
      refuseMistakes(source, built.placeOf);
      return { ...built, rule: { ...built.rule, ...compileTool(source, built.placeOf) } };
    }),
  );
}

type ToolParts = Omit<ToolRule, keyof BuiltRule<never>["rule"]>;

function compileTool(source: ToolSource, placeOf: PlaceOf) {
  const { tools = ["*"], except, servers, sources } = source;
  const wanted = compileArguments(source.arguments, "arguments", placeOf);
  const unless = compileArguments(source.unless, "unless", placeOf);
  return {
    tools: expand(tools),
    except: expand(except),
    ...(servers === undefined ? {} : { servers: expand(servers) }),
    ...(sources === undefined ? {} : { sources: expand(sources) }),
    ...(wanted.length === 0 ? {} : { arguments: wanted }),
    ...(unless.length === 0 ? {} : { unless }),
  } satisfies ToolParts;
}

function refuseMistakes(rule: ToolSource, placeOf: PlaceOf): void {
  const { tools, servers } = rule;
  const errors: RuleError[] = [];
  const refuse = (path: readonly PropertyKey[], problem: string) =>
    errors.push(new RuleError(placeOf(path), `${rule.id}: ${problem}`));
  if (tools === undefined && servers === undefined) {
    refuse([], "it names nothing: give tools, or servers");
  }
  for (const [nth, glob] of (servers === undefined ? [] : (tools ?? [])).entries()) {
    const own = glob.slice(glob.lastIndexOf("__") + 2);
    if (!glob.startsWith("mcp__")) continue;
    refuse(["tools", nth], `beside servers a tool has the server's own name for it: ${own}`);
  }
  if (allows(rule)) refuseWild(rule, refuse);
  if (errors.length > 0) throw new RuleErrors(errors);
}

/** A list of what is allowed that begins with a wildcard lists nothing. */
function refuseWild(
  { tools = [], servers }: ToolSource,
  refuse: (path: readonly PropertyKey[], problem: string) => void,
): void {
  const problem = "a rule that allows names its servers: this allows any";
  const isWild = (glob: string) => expand([glob]).some((each) => isGlob(each.charAt(0)));
  for (const [nth, glob] of (servers ?? []).entries()) {
    if (isWild(glob)) refuse(["servers", nth], problem);
  }
  for (const [nth, glob] of (servers === undefined ? tools : []).entries()) {
    const isMcp = glob.startsWith("mcp__");
    if (!isMcp) refuse(["tools", nth], "only tools of MCP servers are listed: mcp__SERVER__*");
    else if (isWild(glob.slice("mcp__".length))) refuse(["tools", nth], problem);
  }
}

function compileArguments(
  sources: ToolSource["arguments"],
  key: "arguments" | "unless",
  placeOf: PlaceOf,
): ArgumentRule[] {
  return collect(
    Object.entries(sources ?? {}).map(([name, source]) => () => {
      const at = (path: readonly PropertyKey[]) => placeOf([key, name, ...path]);
      const { paths = [], hosts = [], min = -Infinity, max = Infinity } = source;
      const { min_length: shortest = 0, max_length: longest = Infinity } = source;
      refuseGlobs({ paths }, findPathMistake, at);
      refuseGlobs({ hosts }, findHostMistake, at);
      if (min > max || shortest > longest) {
        throw new RuleError(at([]), `${key}.${name}: nothing is both so small and so large`);
      }
      return compileArgument(name, source);
    }),
  );
}

function compileArgument(name: string, source: ArgumentSource): ArgumentRule {
  const { matches, paths, hosts, is, min, max, required } = source;
  const { min_length: minLength, max_length: maxLength } = source;
  return {
    path: name.replaceAll("[*]", ".*").split("."),
    required,
    ...(matches === undefined ? {} : { matches: expand(matches) }),
    ...(paths === undefined ? {} : { paths: expand(paths).map(foldPath) }),
    ...(hosts === undefined ? {} : { hosts: expand(hosts).map((host) => host.toLowerCase()) }),
    ...(is === undefined ? {} : { is }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
  };
}

function expand(globs: readonly string[]): string[] {
  return globs.flatMap((glob) => braceExpand(glob));
}
