import type { Inner, Wrapper } from "../call.ts";
import { joinWords } from "../call.ts";
import { commandAt, findOperand, readOption } from "./options.ts";

/** watch: its words, joined, are parsed by a shell; with `-x` they are a command as they are. */
const watch: Wrapper = {
  names: ["watch", "viddy"],
  unwrap: ({ words }) => {
    const at = findOperand(words, 1, { valued: ["-n", "--interval", "-q", "--equexit"] });
    const plain = words.slice(1, at).some((word) => /^(?:-[a-wyz]*x|--exec$)/.test(word.value));
    if (plain) return commandAt(words, at);
    return at < words.length ? [{ kind: "source", text: joinWords(words.slice(at)) }] : [];
  },
};

/** flock: a lock file, then `-c source` or a command. */
const flock: Wrapper = {
  names: ["flock"],
  unwrap: ({ words }) => {
    const at = findOperand(words, 1, { valued: ["-w", "--timeout", "-E", "--conflict-exit-code"] });
    const flag = words[at + 1]?.value;
    if (flag !== "-c" && flag !== "--command") return commandAt(words, at + 1);
    return [{ kind: "source", text: words[at + 2]?.value ?? "", label: "flock -c" }];
  },
};

const SCRIPT_OPTIONS = ["-c", "--command", "-t", "-T", "-B", "-I", "-O", "-E", "-m", "-o"];

/** script: `-c source` (util-linux), or a file and a command (BSD). */
const script: Wrapper = {
  names: ["script"],
  unwrap: ({ words }) => {
    const cluster = words.findIndex((word) => /^-[abd-zA-Z]+c$/.test(word.value));
    const texts = [
      ...readOption(words.slice(1), ["-c", "--command"]),
      ...(cluster < 0 ? [] : words.slice(cluster + 1, cluster + 2).map((word) => word.value)),
    ];
    const file = findOperand(words, 1, { valued: SCRIPT_OPTIONS });
    const inner: readonly Inner[] = [
      ...texts.map((text): Inner => ({ kind: "source", text, label: "script -c" })),
      ...commandAt(words, file + 1),
    ];
    // BSD's plays a record back.
    const plays = words.slice(1, file).some(({ value }) => /^-[a-z]*p/.test(value));
    // Without a command it records a shell.
    return inner.length > 0 || plays ? inner : [{ kind: "source", text: "sh", label: "script" }];
  },
};

/** at, batch: standard input is the job. */
const later: Wrapper = { names: ["at", "batch"], unwrap: () => [{ kind: "stdin" }] };

/** Programs that take shell text as an option or an operand. */
export const sourceOption: readonly Wrapper[] = [watch, flock, script, later];
