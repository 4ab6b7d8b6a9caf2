import { toUnix } from "../../cmd/effects.ts";
import type { ShellWord } from "../../../model/invocation.ts";
import type { Wrapper } from "../call.ts";
import { joinWords } from "../call.ts";
import { toKnownWord } from "../expand/fields.ts";
import { commandAt, findOperand } from "./options.ts";

/** Programs of Windows that take their words in any case; rules are written in lower case. */
const CASELESS =
  "vssadmin wbadmin bcdedit reagentc reg schtasks net net1 sc wmic wevtutil netsh certutil bitsadmin rundll32 " +
  "regsvr32 mshta format diskpart cipher fsutil auditpol icacls takeown msiexec ntdsutil procdump procdump64";

/** Programs of Windows that run others, or that are told as what Unix has for them. */
export const listWindows = (): readonly Wrapper[] => [
  {
    names: CASELESS.split(" "),
    unwrap: ({ words }) => {
      const lower = words.map((word) => ({ ...word, value: word.value.toLowerCase() }));
      const isSame = lower.every(({ value }, at) => value === words[at]?.value);
      return isSame ? [] : [{ kind: "command", words: lower }];
    },
  },
  {
    // Unix has no such programs: typed anywhere, they are those of cmd.exe.
    names: ["del", "erase", "rd"],
    unwrap: ({ words: [name, ...args] }) => {
      const told = toUnix(
        name?.value.toLowerCase() ?? "",
        args.map(({ value }) => value),
      );
      return told === undefined ? [] : [{ kind: "command", words: told.map(toKnownWord) }];
    },
  },
  {
    // The words behind its own options go to a shell.
    names: ["wsl"],
    unwrap: ({ words }) => {
      const syntax = { valued: ["-d", "--distribution", "-u", "--user", "--cd", "--shell-type"] };
      const rest = words.slice(findOperand(words, 1, syntax));
      const direct = words.findIndex(({ value }) => value === "-e" || value === "--exec");
      if (direct > 0) return commandAt(words, direct + 1);
      return rest.length === 0 ? [] : [{ kind: "source", text: joinWords(rest), label: "wsl" }];
    },
  },
  {
    names: ["forfiles"],
    unwrap: ({ words }) => {
      const [command, place] = ["/c", "/p"].map((option) => readNext(words, option));
      if (command === undefined) return [];
      const file = `"${place ?? "."}\\*"`;
      const text = command.replaceAll(/@(?:path|file|fname|relpath)/gi, () => file);
      return [{ kind: "source", text, label: "forfiles", language: "cmd" }];
    },
  },
];

function readNext(words: readonly ShellWord[], option: string): string | undefined {
  const at = words.findIndex(({ value }) => value.toLowerCase() === option);
  return at < 0 ? undefined : words[at + 1]?.value;
}
