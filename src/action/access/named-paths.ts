import { copiedPaths, savedPaths } from "./copied-paths.ts";
import type { Effect, NamedPath } from "./effect.ts";
import { hasOption, type ReadCommand } from "./read-command.ts";
import { toPaths } from "./to-paths.ts";

/** The paths that a command's words name, with what happens to each. */
export function namedPaths(read: ReadCommand): NamedPath[] {
  const { operands } = read.use;
  const paths = valuesOf(read).flatMap(({ effect, value }) => toPaths(effect, value));
  if (operands === "copy" || operands === "move") return [...paths, ...copiedPaths(read)];
  return operands === "download" ? [...paths, ...savedPaths(read)] : paths;
}

/** The directories from which the command's relative paths count. */
export function namedPlaces({ args, effectOf }: ReadCommand): string[] {
  return args.flatMap(({ option, value }) =>
    option !== undefined && value !== undefined && effectOf(option) === "place" ? [value] : [],
  );
}

interface EffectOnValue {
  readonly effect: Effect;
  readonly value: string;
}

/** Every value in the command with what happens to it. */
function valuesOf({ use, args, effectOf }: ReadCommand): EffectOnValue[] {
  const isShown = hasOption(args, use.shows);
  const operands: Effect = isShown ? "revision" : use.operands;
  const nameOptions = new Set(use.names?.split(" "));
  let next = hasOption(args, use.instead) ? undefined : use.first;
  let isName = false;
  return args.flatMap(({ option, value }): EffectOnValue[] => {
    if (option !== undefined) isName = nameOptions.has(option);
    if (value === undefined || (option === undefined && isName)) return [];
    if (option !== undefined) return [{ effect: effectOf(option), value }];
    const effect = next ?? operands;
    next = undefined;
    return [{ effect, value }];
  });
}
