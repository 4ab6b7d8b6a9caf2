import { StageError } from "../model/stage.ts";

/**
 * Runs a script that the executable carries beside its program, for what few events need, and gives what it
 * exports (bin/sea-loader.cjs). Throws when there is none of that name.
 */
export type PartLoader = (name: string) => unknown;

/**
 * What a part exports, when it is what was asked for. What runs in it runs in the caller's time.
 *
 * @throws StageError("rules") when the part is missing or damaged: without it nobody knows what it would say.
 */
export function loadPart<T>(
  load: PartLoader,
  name: string,
  isWhole: (exports: unknown) => exports is T,
): T {
  const exports = tryLoad(load, name);
  if (isWhole(exports)) return exports;
  throw new StageError("rules", `the part "${name}" of the guard is damaged: install it again`);
}

function tryLoad(load: PartLoader, name: string): unknown {
  try {
    return load(name);
  } catch (cause) {
    const message = `the part "${name}" of the guard is missing or damaged: install it again`;
    throw new StageError("rules", message, { cause });
  }
}
