import { UNKNOWN } from "../../../model/invocation.ts";
import type { Wrapper } from "../call.ts";
import { joinWords } from "../call.ts";
import { commandAt, findOperand, prefixWrapper, readOption } from "./options.ts";

/** eval: its words, joined, are parsed again by the same shell. */
const evaluate: Wrapper = {
  names: ["eval"],
  unwrap: ({ words }) => {
    const at = words[1]?.value === "--" ? 2 : 1;
    return [{ kind: "source", text: joinWords(words.slice(at)), here: true }];
  },
};

/** trap: its first operand is parsed when the signal comes. */
const trap: Wrapper = {
  names: ["trap"],
  unwrap: ({ words }) => {
    const body = words[findOperand(words, 1, { valued: [] })];
    if (body === undefined || body.value === "-") return [];
    return [{ kind: "source", text: body.value, here: true }];
  },
};

/** source: the same shell reads a file. */
const source: Wrapper = {
  names: ["source", "."],
  unwrap: ({ words }) => {
    const at = findOperand(words, 1, { valued: ["-p"] });
    const word = words[at];
    if (word === undefined) return [];
    return [{ kind: "file", word, args: words.slice(at + 1), here: true }];
  },
};

/** alias: what it stands for could run, by a name that need not be in this line. */
const alias: Wrapper = {
  names: ["alias"],
  unwrap: ({ words }) =>
    words.slice(1).flatMap((word) => {
      const at = word.value.indexOf("=");
      return at < 1 ? [] : [{ kind: "source", text: word.value.slice(at + 1) }];
    }),
};

/** command, builtin: a command past functions and aliases; `-v` only asks for it. */
const command: Wrapper = {
  names: ["command", "builtin"],
  unwrap: ({ words }) => {
    const at = findOperand(words, 1, { valued: [] });
    const asks = words.slice(1, at).some((word) => /^-[a-zA-Z]*[vV]/.test(word.value));
    return asks ? [] : commandAt(words, at);
  },
};

/** fc: an editor for the last commands, which then run; `-s` runs them as they are. Which they are, the line does not say. */
const fc: Wrapper = {
  names: ["fc"],
  unwrap: ({ words }) => {
    if (words.some(({ value }) => /^-[nr]*l/.test(value))) return [];
    const editors = readOption(words.slice(1), ["-e"]).filter((value) => value !== "-");
    const sources = [...editors, UNKNOWN];
    return sources.map((text) => ({ kind: "source", text, label: "fc", here: true }));
  },
};

/** What the shell itself runs other commands with, and what it parses again. */
export const builtin: readonly Wrapper[] = [
  evaluate,
  trap,
  source,
  alias,
  command,
  fc,
  prefixWrapper(["exec"], { valued: ["-a"] }),
  prefixWrapper(["noglob", "nocorrect", "-"], { valued: [] }),
];
