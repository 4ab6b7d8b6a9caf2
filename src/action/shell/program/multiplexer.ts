import type { Inner, Wrapper } from "../call.ts";
import { joinWords } from "../call.ts";
import { commandAt, findOperand, readOption } from "./options.ts";

const TMUX = ["-L", "-S", "-f", "-T", "-c"];
const VERB = ["-s", "-n", "-t", "-c", "-x", "-y", "-e", "-F", "-l", "-p", "-d", "-w", "-h", "-b"];

/** Verbs of tmux that run a command, of which some letters above are flags without a value. */
const RUNS =
  /^(?:new(?:-session|-window|w)?|split-?w(?:indow)?|splitw|respawn-(?:pane|window)|run(?:-shell)?|if(?:-shell)?|pipe-pane|popup|display-popup)$/;

/** tmux: the command of a new session, window or pane, or the keys sent to one. */
const tmux: Wrapper = {
  names: ["tmux"],
  unwrap: ({ words }) => {
    const verb = findOperand(words, 1, { valued: TMUX });
    const name = words[verb]?.value ?? "";
    const flags = name.startsWith("new") ? ["-d"] : ["-d", "-h", "-b"];
    const valued = VERB.filter((option) => !flags.includes(option));
    const rest = words.slice(findOperand(words, verb + 1, { valued }));
    const keys = /^send(?:-keys)?$/.test(name);
    const shells = readOption(words.slice(1, verb), ["-c"]).map((text): Inner => ({
      kind: "source",
      text,
      label: "-c of tmux",
    }));
    if (rest.length === 0 || !(keys || RUNS.test(name))) return shells;
    const typed = rest.filter(({ value }) => !/^(?:Enter|C-[a-z]|KPEnter|Space)$/.test(value));
    return [{ kind: "source", text: joinWords(keys ? typed : rest), label: `tmux ${name}` }];
  },
};

/** screen: a command, or with `-X stuff` the keys sent to a session. */
const screen: Wrapper = {
  names: ["screen"],
  unwrap: ({ words }) => {
    const at = findOperand(words, 1, { valued: ["-S", "-c", "-e", "-h", "-p", "-s", "-t", "-T"] });
    const typed: Inner[] = readOption(words.slice(1), ["-X"]).flatMap((verb) =>
      verb === "stuff" ? [toSource(words.at(-1)?.value ?? "")] : [],
    );
    return typed.length > 0 ? typed : commandAt(words, at);
  },
};

function toSource(text: string): Inner {
  return { kind: "source", text: text.replaceAll(/\\[nr]|\^M/g, "\n"), label: "screen -X stuff" };
}

/** Programs that run commands in terminals of their own. */
export const multiplexer: readonly Wrapper[] = [tmux, screen];
