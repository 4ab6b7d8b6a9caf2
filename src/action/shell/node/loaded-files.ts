import { withoutVersion } from "../../../model/program-name.ts";
import type { Call, Inner } from "../call.ts";
import { toKnownWord } from "../expand/fields.ts";
import type { Frame, Output } from "../frame.ts";
import { isUnknown } from "../origin.ts";
import { readCompiled } from "../program/language/compiled.ts";
import { findLoader, type Loader } from "../program/table/loaders.ts";
import { toKey } from "./file-key.ts";

/** As many files of one line are looked through for one program. */
const MAX_LOADED = 64;

/** What looking at the name of one costs. */
const UNITS_PER_FILE = 8;

/** What of a line's files has been looked through, so that `npm ci && npm test` does not do it twice. */
const seen = new WeakMap<ReadonlyMap<string, Output>, Map<string, Output>>();

/**
 * Code of the line's own writing that a program compiles, or loads without being told its name: `conftest.py`,
 * `build.rs`, a module that goes before the library's own. Which of them it loads only running tells, so each counts.
 */
export function listLoaded(program: string, call: Call, frame: Frame): readonly Inner[] {
  const { files } = frame.scope.definitions;
  if (files.size === 0) return [];
  const loader = findLoader(program) ?? findLoader(withoutVersion(program));
  const { ledger } = frame.engine;
  if (loader === undefined || !ledger.spendUnits(files.size * UNITS_PER_FILE)) return [];
  const named = new Set(loader.interpreter === undefined ? [] : call.words.map(keyOf));
  const fresh = [...files].filter(
    ([key, text]) =>
      isItsOwn(key, loader) && !named.has(key) && !isUnknown(text) && isFresh(key, text, files),
  );
  if (fresh.length > MAX_LOADED) ledger.addGap(`more than ${MAX_LOADED} files to look through`);
  return fresh.slice(0, MAX_LOADED).map(([key]) => toInner(key, program, loader));
}

function keyOf({ value }: Call["words"][number]): string {
  return toKey(value);
}

function isItsOwn(key: string, { files }: Loader): boolean {
  const name = key.slice(key.lastIndexOf("/") + 1);
  return files.some((each) => (each.startsWith(".") ? name.endsWith(each) : name === each));
}

function isFresh(key: string, text: Output, files: ReadonlyMap<string, Output>): boolean {
  const known = seen.get(files) ?? new Map<string, Output>();
  seen.set(files, known);
  if (known.get(key) === text) return false;
  known.set(key, text);
  return true;
}

function toInner(key: string, program: string, { interpreter }: Loader): Inner {
  if (interpreter !== undefined)
    return { kind: "command", words: [interpreter, key].map(toKnownWord) };
  return {
    kind: "statements",
    written: true,
    file: toKnownWord(key),
    read: (text) => readCompiled(text, program),
  };
}
