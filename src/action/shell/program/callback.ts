import type { Inner, Wrapper } from "../call.ts";
import { holdsSubstitution, toWordSource } from "../hidden.ts";
import { commandAt, findOperand, readLetter } from "./options.ts";

/** jobs -x: a command, with the jobs in it replaced by their process groups. */
const jobs: Wrapper = {
  names: ["jobs"],
  unwrap: ({ words }) => {
    const at = findOperand(words, 1, { valued: [] });
    const runs = words.slice(1, at).some(({ value }) => /^-[a-z]*x/.test(value));
    return runs ? commandAt(words, at) : [];
  },
};

/** mapfile -C: the same shell parses the text, with an index and a line behind it. */
const lines: Wrapper = {
  names: ["mapfile", "readarray"],
  unwrap: ({ words }) =>
    readLetter(words.slice(1), "C").flatMap((text): readonly Inner[] => {
      const called = toSource(text, "mapfile -C");
      // The lines stand behind the text, and `eval` runs them.
      return EVALUATES.test(text) ? [called, { kind: "stdin", here: true }] : [called];
    }),
};

const EVALUATES = /^\s*(?:(?:builtin|command)\s+)?eval(?:\s|$)/;

/** compgen, complete: `-C command`; `-W words`, in which substitutions run. */
const completion: Wrapper = {
  names: ["compgen", "complete"],
  unwrap: ({ words }) => [
    ...readLetter(words.slice(1), "C").map((text) => toSource(text, "complete -C")),
    ...readLetter(words.slice(1), "W")
      .filter(holdsSubstitution)
      .map((text) => toSource(toWordSource(text), "complete -W")),
  ],
};

/** bind -x '"keys":command', `"keys" "command"`: what a key runs. */
const bind: Wrapper = {
  names: ["bind"],
  unwrap: ({ words }) =>
    readLetter(words.slice(1), "x").flatMap((binding) => {
      const match = /^\s*(?:"(?:[^"\\]|\\.)*"|[^":]+)\s*:?\s*(\S[\s\S]*)$/.exec(binding);
      return match === null ? [] : [toSource(withoutQuotes(match[1] ?? ""), "bind -x")];
    }),
};

function withoutQuotes(text: string): string {
  const quoted = /^"([\s\S]*)"\s*$/.exec(text)?.[1];
  return quoted === undefined ? text : quoted.replaceAll(/\\(["\\])/g, "$1");
}

function toSource(text: string, label: string): Inner {
  return { kind: "source", text, label };
}

/** Builtins that are given a command for later, or for each of many things. */
export const callback: readonly Wrapper[] = [jobs, lines, completion, bind];
