import type { ShellWord } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";
import { readMakeSources } from "./makefile.ts";
import { readOption } from "./options.ts";

const STDIN = new Set(["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"]);

/** make: a makefile on standard input or of the line's own writing, and the variables among the operands. */
export const make: Wrapper = {
  names: ["make", "gmake"],
  unwrap: ({ words }) => {
    const operands = words
      .slice(1)
      .flatMap(({ value }) => (value.startsWith("-") || !value.includes("=") ? [] : value));
    const evaluated = readOption(words.slice(1), ["--eval", "-E"]);
    return [
      ...readFiles(words),
      ...[...operands, ...evaluated].flatMap(readMakeSources).map(toSource),
    ];
  },
};

function readFiles(words: readonly ShellWord[]): readonly Inner[] {
  return words.flatMap((word, at) => {
    if (/^(?:-[a-zA-Z]*f|--file|--makefile)$/.test(word.value)) return toCode(words[at + 1]);
    const joined = /^(?:-f|--file=|--makefile=)(.+)$/.exec(word.value)?.[1];
    return joined === undefined ? [] : toCode({ ...word, value: joined });
  });
}

function toCode(file: ShellWord | undefined): readonly Inner[] {
  if (file === undefined) return [];
  const code = { kind: "code", option: "-f", toSources: readMakeSources } as const;
  return [STDIN.has(file.value) ? code : { ...code, file }];
}

function toSource(text: string): Inner {
  return { kind: "source", text, label: "make" };
}
