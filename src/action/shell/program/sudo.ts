import type { Wrapper } from "../call.ts";
import { joinWords } from "../call.ts";
import { assignedCommandAt, findOperand, readOption } from "./options.ts";

const SUDO = [
  "-u",
  "--user",
  "-g",
  "--group",
  "-h",
  "--host",
  "-p",
  "--prompt",
  "-C",
  "--close-from",
];
const SUDO_MORE = ["-D", "--chdir", "-R", "--chroot", "-r", "--role", "-t", "--type", "-T", "-U"];

/** sudo, doas, pkexec: options, assignments, a command; without one, a shell that reads its input. */
const sudo: Wrapper = {
  names: ["sudo", "doas", "pkexec", "run0"],
  unwrap: ({ words }) => {
    const operand = findOperand(words, 1, { valued: [...SUDO, ...SUDO_MORE] });
    const inner = assignedCommandAt(words, operand);
    return inner.length > 0 ? inner : [{ kind: "stdin" }];
  },
};

/** su, runuser: `-c source`, wherever it stands; without one, a shell that reads its input. */
const su: Wrapper = {
  names: ["su", "runuser"],
  unwrap: ({ words }) => {
    const sources = readOption(words.slice(1), ["-c", "--command", "--session-command"]);
    if (sources.length > 0) {
      return sources.map((text) => ({
        kind: "source",
        text,
        label: `${joinWords(words.slice(0, 1))} -c`,
      }));
    }
    const dashes = words.findIndex((word) => word.value === "--");
    if (words[0]?.value.endsWith("runuser") && dashes > 0)
      return assignedCommandAt(words, dashes + 1);
    return [{ kind: "stdin" }];
  },
};

/** Programs that run a command as somebody else. */
export const identity: readonly Wrapper[] = [sudo, su];
