import type { Invocation } from "../../model/invocation.ts";
import type { NamedPath } from "./effect.ts";

const APPLYING: ReadonlySet<string> = new Set(["apply", "am"]);

/** The new and the old name of a file, and the names of one that is moved or copied. */
const HEADER =
  /^(?:\+\+\+|---|\*\*\*|rename to|rename from|copy to|Index:)[ \t]+("?)([^\t\n]+?)\1[ \t]*(?:\t.*)?$/gm;

/** As many files of one patch are looked at. */
const MAX_FILES = 256;

/**
 * The files that a patch changes, where the line says what is in it: fed to `patch` and `git apply`, or in a file that
 * the line has written. How many directories are taken off, and where it starts, may be said in ways that are not
 * followed, so both names count: as written, and without the first directory.
 */
export function patchedPaths({ program, words, feed }: Invocation): readonly NamedPath[] {
  const isApplied = program === "patch" || words.some(({ value }) => APPLYING.has(value));
  if (!isApplied) return [];
  const contents = words.flatMap(({ content }) => content ?? []);
  const texts = feed.kind === "text" ? [feed.text, ...contents] : contents;
  const names = texts.flatMap((text) =>
    [...text.matchAll(HEADER)].slice(0, MAX_FILES).map(([, , name = ""]) => name),
  );
  return [...new Set(names)]
    .flatMap((name) => (name === "/dev/null" ? [] : [name, name.slice(name.indexOf("/") + 1)]))
    .map((written) => ({ written, access: "write" }));
}
