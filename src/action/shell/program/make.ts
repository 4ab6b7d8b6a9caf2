import type { ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";
import { toKnownWord } from "../expand/fields.ts";
import { readAssigned, readMakeSources } from "./makefile.ts";
import { selectGoals } from "./makefile-goals.ts";
import { findOperand, readOption } from "./options.ts";

const STDIN = new Set(["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"]);

/** Looked for in this order (GNU make manual, "What Name to Give Your Makefile"). */
const DEFAULT_FILES = ["GNUmakefile", "makefile", "Makefile"];

const VALUED = (
  "-C --directory -f --file --makefile -I --include-dir -j --jobs -l --load-average -o --old-file " +
  "-W --what-if --eval -E"
).split(" ");

/** make: what of its makefile the goals need, and the variables among the operands. */
export const make: Wrapper = {
  names: ["make", "gmake"],
  unwrap: ({ words }) => {
    const operands = readOperands(words);
    const goals = operands.filter((value) => !value.includes("="));
    const assigned = operands.filter((value) => value.includes("="));
    const evaluated = readOption(words.slice(1), ["--eval", "-E"]);
    const directory = readOption(words.slice(1), ["-C", "--directory"])[0];
    const given = new Map([...readAssigned(assigned), ...toCurrent(directory)]);
    return [
      ...readFiles(words, goals, given),
      ...[...assigned, ...evaluated].flatMap((text) => readMakeSources(text, given)).map(toSource),
    ];
  },
};

function readOperands(words: readonly ShellWord[]): readonly string[] {
  const operands: string[] = [];
  for (let at = 1; ; at += 1) {
    at = findOperand(words, at, { valued: VALUED });
    const value = words[at]?.value;
    if (value === undefined) return operands;
    operands.push(value);
  }
}

type Variables = ReadonlyMap<string, string>;

/** `-C` says where recipes run; a relative one does not say all of it. */
function toCurrent(directory: string | undefined): Variables {
  if (directory === undefined) return new Map();
  return new Map([["CURDIR", /^[/~]/.test(directory) ? directory : UNKNOWN]]);
}

function readFiles(
  words: readonly ShellWord[],
  goals: readonly string[],
  given: Variables,
): readonly Inner[] {
  const [directory] = readOption(words.slice(1), ["-C", "--directory"]);
  const named = words.flatMap((word, at) => {
    if (/^(?:-[a-zA-Z]*f|--file|--makefile)$/.test(word.value)) return words[at + 1] ?? [];
    const joined = /^(?:-f|--file=|--makefile=)(.+)$/.exec(word.value)?.[1];
    return joined === undefined ? [] : { ...word, value: joined };
  });
  const files = named.length > 0 ? named : DEFAULT_FILES.map(toKnownWord);
  const toSources = (text: string): readonly string[] =>
    readMakeSources(selectGoals(text, goals), given);
  return files.map((file) => {
    if (STDIN.has(file.value)) return { kind: "code", option: "-f", toSources };
    const value = directory === undefined ? file.value : `${directory}/${file.value}`;
    return { kind: "code", option: "-f", toSources, file: { ...file, value } };
  });
}

function toSource(text: string): Inner {
  return { kind: "source", text, label: "make" };
}
