import { braceExpand } from "minimatch";
import type { CommandPattern, ProgramFacts } from "../../../model/rule.ts";
import { foldPath } from "../../match-path.ts";
import { compilePattern } from "../compile/compile-pattern.ts";
import type { RuleSource } from "../schema/document.ts";
import type { EgressSource } from "../schema/places.ts";
import type { ToolSource } from "../schema/tool.ts";
import type { RuleSources } from "../source/read-sources.ts";
import type { RulePlace } from "../source/rule-error.ts";
import { commandCovers } from "./covers-command.ts";
import { pathCovers } from "./covers-path.ts";
import { globsCover } from "./glob-covers.ts";
import { outranks } from "./outranks.ts";
import type { RuleWarning } from "./rule-warning.ts";
import { commandRules, egressRules, pathRules, toolRules } from "./source-rules.ts";

/** One pattern or glob of a rule: what it comes to is `value`. */
interface Part<V> {
  readonly rule: RuleSource;
  readonly place: RulePlace;
  readonly value: V;
}

/** Patterns and globs that find nothing that an earlier one of the same or a stricter rule does not find. */
export function findCovered(
  sources: RuleSources,
  programs: Readonly<Record<string, ProgramFacts>>,
): RuleWarning[] {
  const excepted = new Set(
    sources.rules.flatMap(({ document }) => document.exceptions.map(({ rule }) => rule)),
  );
  return [
    ...coveredParts(commandParts(sources, programs), allCommandsCovered, excepted),
    ...coveredParts(pathParts(sources), allPathsCovered, excepted),
    ...coveredParts(toolParts(sources), allGlobsCovered, excepted),
    ...coveredParts(hostParts(sources), allGlobsCovered, excepted),
  ];
}

function coveredParts<V>(
  parts: readonly Part<V>[],
  covers: (wide: V, narrow: V) => boolean,
  excepted: ReadonlySet<string>,
): RuleWarning[] {
  return parts.flatMap((part, index) => {
    const cover = parts.find((other, at) => {
      if (other === part || !covers(other.value, part.value)) return false;
      if (other.rule === part.rule) return at < index || !covers(part.value, other.value);
      return at < index && outranks(other.rule, part.rule, excepted);
    });
    if (cover === undefined) return [];
    const { line, file } = cover.place;
    const which = cover.rule === part.rule ? "the one" : `that of ${cover.rule.id}`;
    const problem = `${part.rule.id}: ${which} at ${file}:${line} finds all that this finds: take this out`;
    return [{ place: part.place, problem }];
  });
}

function commandParts(
  sources: RuleSources,
  programs: Readonly<Record<string, ProgramFacts>>,
): Part<CommandPattern[]>[] {
  return commandRules(sources).flatMap(({ source, placeOf }) =>
    source.patterns.map((pattern, nth) => {
      const place = placeOf(["patterns", nth]);
      return { rule: source, place, value: compilePattern(pattern, { programs, place }) };
    }),
  );
}

function allCommandsCovered(
  wide: readonly CommandPattern[],
  narrow: readonly CommandPattern[],
): boolean {
  return narrow.every((pattern) => wide.some((other) => commandCovers(other, pattern)));
}

interface PathPart {
  readonly globs: readonly string[];
  readonly except: readonly string[];
  readonly access: readonly string[];
}

function pathParts(sources: RuleSources): Part<PathPart>[] {
  return pathRules(sources).flatMap(({ source, placeOf }) => {
    const except = expandPaths(source.except);
    return source.paths.map((glob, nth) => ({
      rule: source,
      place: placeOf(["paths", nth]),
      value: { globs: expandPaths([glob]), except, access: source.access },
    }));
  });
}

function expandPaths(globs: readonly string[]): string[] {
  return globs.flatMap((glob) => braceExpand(glob)).map(foldPath);
}

function allPathsCovered(wide: PathPart, narrow: PathPart): boolean {
  return (
    narrow.access.every((access) => wide.access.includes(access)) &&
    wide.except.every((glob) => narrow.except.includes(glob)) &&
    narrow.globs.every((glob) => wide.globs.some((other) => pathCovers(other, glob)))
  );
}

interface GlobPart {
  readonly globs: readonly string[];
  readonly except: readonly string[];
  /** What the rule asks for besides the name; two of them may ask for the same. */
  readonly narrowed: string;
}

function toolParts(sources: RuleSources): Part<GlobPart>[] {
  return toolRules(sources).flatMap(({ source, placeOf }) =>
    (source.tools ?? []).map((glob, nth) => ({
      rule: source,
      place: placeOf(["tools", nth]),
      value: { globs: [glob], except: source.except, narrowed: narrowedTo(source) },
    })),
  );
}

function hostParts(sources: RuleSources): Part<GlobPart>[] {
  return egressRules(sources).flatMap(({ source, placeOf }) =>
    source.hosts.map((glob, nth) => ({
      rule: source,
      place: placeOf(["hosts", nth]),
      value: {
        globs: braceExpand(glob),
        except: source.except,
        narrowed: narrowedTo(source),
      },
    })),
  );
}

const NARROWING = ["servers", "sources", "arguments", "unless"] as const;
const HOST_NARROWING = ["paths", "schemes", "direction", "carries", "disguise", "known"] as const;

/** Empty where the name says it all. */
function narrowedTo(rule: ToolSource | EgressSource): string {
  const parts =
    "hosts" in rule ? HOST_NARROWING.map((key) => rule[key]) : NARROWING.map((key) => rule[key]);
  return parts.every((part) => part === undefined) ? "" : JSON.stringify(parts);
}

function allGlobsCovered(wide: GlobPart, narrow: GlobPart): boolean {
  return (
    (wide.narrowed === "" || wide.narrowed === narrow.narrowed) &&
    wide.except.every((glob) => narrow.except.includes(glob)) &&
    globsCover(wide.globs, narrow.globs)
  );
}
