import type { Access } from "../../model/action.ts";
import type { NamedPath } from "./effect.ts";

const FINDERS: ReadonlySet<string> = new Set(["find", "gfind", "bfs"]);
const LISTERS: ReadonlySet<string> = new Set(["ls", "fd", "fdfind", "locate", "rg"]);

const NAME_TESTS: ReadonlySet<string> = new Set([
  "-name",
  "-iname",
  "-path",
  "-ipath",
  "-wholename",
]);
const WRITES: ReadonlySet<string> = new Set(["-fprint", "-fprint0", "-fprintf", "-fls"]);

/** Of more roots and names than this the roots stand for all that is below them. */
const MAX_COMBINATIONS = 256;

/**
 * The paths that a program which lists names puts in the hands of the others in its line.
 *
 * @param opened What the line does to names that it does not spell out (`| xargs cat`).
 */
export function listedPaths(
  program: string,
  words: readonly string[],
  opened: ReadonlySet<Access>,
): NamedPath[] {
  if (FINDERS.has(program)) return foundPaths(words, opened);
  if (!LISTERS.has(program)) return [];
  // fd hands the names over itself, without a placeholder.
  const runs = program.startsWith("fd") && words.some((word) => /^(?:-[xX]|--exec)/.test(word));
  if (!runs && !opened.has("read") && !opened.has("mention")) return [];
  const named = words.filter((word) => !word.startsWith("-"));
  return (named.length === 0 ? ["."] : named).map((word) => ({
    written: word.replace(/^\^|\$$|\\/g, ""),
    access: "mention",
  }));
}

function foundPaths(words: readonly string[], opened: ReadonlySet<Access>): NamedPath[] {
  const accesses = new Set(opened);
  if (words.includes("-delete")) accesses.add("delete");
  const written = words.flatMap((word, at): NamedPath[] =>
    WRITES.has(word) ? [{ written: words[at + 1] ?? "", access: "write" }] : [],
  );
  const roots = rootsOf(words);
  const names = namesOf(words);
  const isBounded = names !== undefined && names.length * roots.length <= MAX_COMBINATIONS;
  const pathsFor = (access: Access): readonly string[] =>
    isBounded ? names.flatMap((name) => below(roots, name, access)) : roots;
  return [
    ...written,
    ...[...accesses].flatMap((access) =>
      pathsFor(access).map((path): NamedPath => ({ written: path, access })),
    ),
  ];
}

/** Where the search starts: what stands before the first test. */
function rootsOf(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !/^-(?:[HLP]|O\d|D)$/.test(word));
  const end = words.findIndex((word, at) => at >= start && /^[-(!]/.test(word));
  const roots = start < 0 ? [] : words.slice(start, end < 0 ? undefined : end);
  return roots.length === 0 ? ["."] : roots;
}

/** The names that are searched for; undefined when files of other names are found too. */
function namesOf(words: readonly string[]): readonly string[] | undefined {
  const names = words.filter((name, at) => {
    const isNegated = /^(?:!|-not)$/.test(words[at - 2] ?? "");
    return NAME_TESTS.has(words[at - 1] ?? "") && !isNegated && /[^*?]/.test(name);
  });
  const alternatives = words.filter((word) => word === "-o" || word === "-or").length;
  return names.length > alternatives ? names : undefined;
}

/**
 * A pattern of a whole path stands for itself. A name may be found at any depth; what rules name
 * wherever it is they find right below the root, and from `/` a search also comes by `/etc`. One that
 * changes what it finds also comes by `.claude`, where only a name that is begun counts: `toolgate*`
 * means a file in there, `*.json` means others.
 */
function below(roots: readonly string[], name: string, access: Access): string[] {
  if (name.includes("/")) return [name];
  const reads = access === "read" || access === "mention";
  const isBegun = !/^[*?[]/.test(name);
  return roots.flatMap((root) => {
    if (reads) return /^\/+$/.test(root) ? [`/${name}`, `/etc/${name}`] : [`${root}/${name}`];
    return isBegun ? [`${root}/${name}`, `${root}/.claude/${name}`] : [`${root}/${name}`];
  });
}
