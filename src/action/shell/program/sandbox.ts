import type { ShellWord } from "../../../model/invocation.ts";
import type { Wrapper } from "../call.ts";
import { commandAt, findOperand } from "./options.ts";

/** Options of bwrap without a value and with two; all others take one. */
const ALONE =
  /^--(?:unshare-.*|share-net|die-with-parent|new-session|clearenv|as-pid-1|level-prefix|disable-userns|assert-userns-disabled)$/;
const WITH_TWO =
  /^--(?:(?:dev-|ro-)?bind(?:-try|-fd)?|setenv|symlink|file|bind-data|ro-bind-data|chmod|overlay)$/;

/** bwrap: options of none, one or two values, then a command. */
const bwrap: Wrapper = {
  names: ["bwrap"],
  unwrap: ({ words }) => {
    let at = 1;
    for (let value = valueAt(words, at); value.startsWith("--"); value = valueAt(words, at)) {
      if (value === "--") return commandAt(words, at + 1);
      at += ALONE.test(value) ? 1 : WITH_TWO.test(value) ? 3 : 2;
    }
    return commandAt(words, at);
  },
};

/** runcon: a context, or options that are parts of one, then a command. */
const runcon: Wrapper = {
  names: ["runcon"],
  unwrap: ({ words }) => {
    const valued = ["-t", "--type", "-u", "--user", "-r", "--role", "-l", "--range"];
    const at = findOperand(words, 1, { valued });
    return commandAt(words, at > 1 ? at : at + 1);
  },
};

/** sg, newgrp: a group, then `-c source` or the source itself. */
const sg: Wrapper = {
  names: ["sg"],
  unwrap: ({ words }) => {
    const rest = words.slice(2).filter(({ value }) => value !== "-c");
    return rest.map(({ value }) => ({ kind: "source", text: value, label: "sg -c" }));
  },
};

/** The dynamic loader run by hand: its first operand is the program. */
const loader: Wrapper = {
  names: ["ld.so"],
  unwrap: ({ words }) => {
    const valued = ["--library-path", "--preload", "--audit", "--argv0", "--inhibit-rpath"];
    return commandAt(words, findOperand(words, 1, { valued }));
  },
};

function valueAt(words: readonly ShellWord[], at: number): string {
  return words[at]?.value ?? "";
}

/** Programs that run a command in a sandbox, a context, a group or by hand. */
export const sandbox: readonly Wrapper[] = [bwrap, runcon, sg, loader];
