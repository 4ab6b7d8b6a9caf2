import type { ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";
import { toKnownWord } from "../expand/fields.ts";
import { trimTrailing } from "../trim.ts";
import { fillPlaceholder } from "./xargs.ts";

const ACTIONS = new Set(["-exec", "-execdir", "-ok", "-okdir"]);

/** find: the commands of its `-exec` family, with `{}` as something below each starting point. */
export const find: Wrapper = {
  names: ["find", "gfind", "bfs"],
  unwrap: ({ words }) => {
    const found = readRoots(words).map((root) =>
      toKnownWord(`${trimTrailing(root, "/")}/${UNKNOWN}`),
    );
    const inner: Inner[] = [];
    for (let at = 1; at < words.length; at += 1) {
      if (!ACTIONS.has(words[at]?.value ?? "")) continue;
      const end = findEnd(words, at + 1);
      inner.push(...toCommand(words.slice(at + 1, end), found));
      at = end;
    }
    return inner;
  },
};

/** fd: what follows -x or -X is a command. */
export const fd: Wrapper = {
  names: ["fd", "fdfind"],
  unwrap: ({ words }) => {
    const at = words.findIndex((word) => /^(?:-[xX]|--exec(?:-batch)?)$/.test(word.value));
    if (at < 0) return [];
    const command = words.slice(at + 1, findEnd(words, at + 1));
    const isFilled = command.some(({ value }) => /\{(?:\/\/?|\.|\/\.)?\}/.test(value));
    // Without a placeholder what is found goes to the end.
    const filled = isFilled ? command : [...command, toKnownWord("{}")];
    return toCommand(filled, readSearched(words.slice(1, at)));
  },
};

/** `fd pattern path…`: what is found lies below the paths. */
function readSearched(words: readonly ShellWord[]): readonly ShellWord[] {
  const [, ...paths] = words.filter(({ value }) => !value.startsWith("-"));
  const places = paths.length === 0 ? [UNKNOWN] : paths.map(({ value }) => value);
  return places.map((place) =>
    toKnownWord(place === UNKNOWN ? UNKNOWN : `${trimTrailing(place, "/")}/${UNKNOWN}`),
  );
}

function readRoots(words: readonly ShellWord[]): readonly string[] {
  const start = words.findIndex((word, at) => at > 0 && !/^-(?:[HLP]|O\d|D)$/.test(word.value));
  if (start < 0) return ["."];
  const end = words.findIndex((word, at) => at >= start && /^[-(!]/.test(word.value));
  const roots = words.slice(start, end < 0 ? undefined : end).map((word) => word.value);
  return roots.length > 0 && roots.length < 16 ? roots : ["."];
}

function toCommand(words: readonly ShellWord[], found: readonly ShellWord[]): readonly Inner[] {
  const filled = fillPlaceholder(words, "{}", found);
  return filled.length > 0 ? [{ kind: "command", words: filled }] : [];
}

/** Index of the word that ends a command: `;`, or `+` behind `{}`. */
function findEnd(words: readonly ShellWord[], start: number): number {
  let at = start;
  while (at < words.length && !isEnd(words, at)) at += 1;
  return at;
}

function isEnd(words: readonly ShellWord[], at: number): boolean {
  const value = words[at]?.value;
  return value === ";" || (value === "+" && words[at - 1]?.value === "{}");
}
