import { UNKNOWN } from "../../model/invocation.ts";
import type { NamedPath } from "./effect.ts";
import { isMadeFromSample } from "./env-sample.ts";
import type { ReadCommand } from "./read-command.ts";
import { contentsOf } from "./to-paths.ts";

/**
 * What a program that copies or moves does: its sources are read (a moved one is gone), and the
 * target is written: itself, or in it an entry with the name of each source.
 */
export function copiedPaths({ use, args, effectOf }: ReadCommand): NamedPath[] {
  const operands = args.flatMap(({ option, value }) =>
    option === undefined && value !== undefined ? [value] : [],
  );
  const named = args.flatMap(({ option, value }) =>
    option !== undefined && value !== undefined && effectOf(option) === "target" ? [value] : [],
  );
  const isLastTarget = named.length === 0 && operands.length > 1;
  const sources = isLastTarget ? operands.slice(0, -1) : operands;
  const targets = isLastTarget ? operands.slice(-1) : named;
  const isHere = (path: string): boolean => use.hosts !== true || !/^[^/]*:/.test(path);
  const access = use.operands === "move" ? "delete" : "read";
  return [
    ...sources.filter(isHere).map((written): NamedPath => ({ written, access })),
    ...targets.filter(isHere).flatMap((target) => writesTo(target, sources)),
  ];
}

/** Where a program that fetches is told the directory: a file of the name of each URL, or of any. */
export function savedPaths({ args, effectOf }: ReadCommand): NamedPath[] {
  const directories = args.flatMap(({ option, value }) =>
    option !== undefined && value !== undefined && effectOf(option) === "target" ? [value] : [],
  );
  if (directories.length === 0) return [];
  const urls = args.flatMap(({ option, value }) => (option === undefined ? (value ?? []) : []));
  const names = urls.map((url) => /^[^?#]*\/([^/?#]+)(?:[?#]|$)/.exec(url)?.[1]);
  const isOpen = names.length === 0 || names.some((name) => name?.includes(UNKNOWN) !== false);
  return directories.flatMap((directory) => {
    const named = names.map((name = UNKNOWN) => inDirectory(directory, name));
    return named.concat(isOpen ? contentsOf(directory) : inDirectory(directory, UNKNOWN));
  });
}

function inDirectory(directory: string, name: string): NamedPath {
  return { written: `${directory}/${name}`, access: "write" };
}

function writesTo(target: string, sources: readonly string[]): NamedPath[] {
  if (sources.every((source) => isMadeFromSample(source, target))) return [];
  const names = new Set(sources.map(lastSegment));
  const entries = [...names].flatMap((name): NamedPath[] =>
    isContents(name) ? contentsOf(target) : [inDirectory(target, name)],
  );
  return [{ written: target, access: "write" }, ...entries];
}

function lastSegment(source: string): string {
  return source.slice(source.lastIndexOf("/") + 1);
}

/** `dir/.` and `dir/` stand for what is in them, under names that the command does not say. */
function isContents(name: string): boolean {
  return /^\.{0,2}$/.test(name);
}
