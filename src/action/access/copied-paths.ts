import { UNKNOWN } from "../../model/invocation.ts";
import type { NamedPath } from "./effect.ts";
import type { ReadCommand } from "./read-command.ts";

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
    ...targets.filter(isHere).flatMap((target) => writes(target, sources)),
  ];
}

function writes(target: string, sources: readonly string[]): NamedPath[] {
  const names = new Set(sources.map(nameOf));
  const entries = [...names].map((name) => `${target}/${name}`);
  return [target, ...entries].map((written) => ({ written, access: "write" }));
}

/** `dir/.` and `dir/` stand for what is in them, under names that the command does not say. */
function nameOf(source: string): string {
  const name = source.slice(source.lastIndexOf("/") + 1);
  return /^\.{0,2}$/.test(name) ? UNKNOWN : name;
}
