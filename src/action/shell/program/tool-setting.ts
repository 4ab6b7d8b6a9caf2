import type { ShellWord } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";
import { findOperand } from "./options.ts";

const VALUED = ["-h", "--host", "-R", "--repo"];

/** gh and glab: `config set pager cmd`, `alias set --shell name cmd`, `alias set name '!cmd'`. */
export const toolSetting: Wrapper = {
  names: ["gh", "glab"],
  unwrap: ({ words }) => {
    const [area, verb, ...rest] = readOperands(words);
    if (verb !== "set") return [];
    if (area === "config") return readProgram(rest);
    return area === "alias" ? readAlias(rest, words) : [];
  },
};

function readOperands(words: readonly ShellWord[]): readonly string[] {
  const operands: string[] = [];
  let at = findOperand(words, 1, { valued: VALUED });
  while (at < words.length && operands.length < 4) {
    operands.push(words[at]?.value ?? "");
    at = findOperand(words, at + 1, { valued: VALUED });
  }
  return operands;
}

function readProgram([name = "", value = ""]: readonly string[]): readonly Inner[] {
  const isProgram = /^(?:pager|browser|editor)$/.test(name);
  return isProgram ? [toSource(value, `gh ${name}`)] : [];
}

function readAlias(
  [, value = ""]: readonly string[],
  words: readonly ShellWord[],
): readonly Inner[] {
  const isShell = words.some((word) => /^(?:-s|--shell)$/.test(word.value));
  if (value.startsWith("!")) return [toSource(value.slice(1), "gh alias")];
  return isShell ? [toSource(value, "gh alias")] : [];
}

function toSource(text: string, label: string): Inner {
  return { kind: "source", text, label };
}
