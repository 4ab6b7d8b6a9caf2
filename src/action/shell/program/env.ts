import type { ShellWord } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";
import { joinWords } from "../call.ts";
import { assignedCommandAt, findOperand } from "./options.ts";

const VALUED = ["-u", "--unset", "-C", "--chdir", "-S", "--split-string", "-P", "-a", "--argv0"];

/** env: options, assignments, a command; `-S` splits a text into the words of one. */
export const env: Wrapper = {
  names: ["env", "genv"],
  unwrap: ({ words }) => {
    const split = words.findIndex((word) => /^(?:-[a-zA-Z0]*S|--split-string)/.test(word.value));
    const operand = findOperand(words, 1, { valued: VALUED });
    if (split < 1 || split >= operand) return assignedCommandAt(words, operand);
    return splitString(words, split);
  },
};

/** The text of `-S`, attached or the next word, and the words behind it, read as a shell would. */
function splitString(words: readonly ShellWord[], at: number): readonly Inner[] {
  const value = words[at]?.value ?? "";
  const attached = value.replace(/^(?:-[a-zA-Z0]*?S|--split-string=?)/, "");
  const text = attached === "" ? (words[at + 1]?.value ?? "") : attached;
  const rest = words.slice(at + (attached === "" ? 2 : 1));
  return [{ kind: "source", text: `${text} ${joinWords(rest)}`, label: "env -S" }];
}
