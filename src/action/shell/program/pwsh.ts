import type { ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import { toPathLike } from "../../windows/path.ts";
import type { Inner, Wrapper } from "../call.ts";
import { joinWords } from "../call.ts";
import { unknownFrom } from "../origin.ts";

const language = "powershell";

/** Options that take the next word, besides those that say what runs; each may be cut short. */
const VALUED =
  "executionpolicy ep inputformat if outputformat of o windowstyle workingdirectory wd version configurationname " +
  "configurationfile custompipename settingsfile psconsolefile encodedarguments encodeda ea";

const SWITCHES = "nologo noprofile nop noninteractive noni noexit login sta mta interactive help";

/** PowerShell of either kind: `-Command`, `-EncodedCommand`, `-File`, an operand, or standard input. */
export const pwsh: Wrapper = {
  names: ["pwsh", "powershell", "pwsh-preview", "powershell_ise"],
  unwrap: ({ words }) => {
    for (let at = 1; at < words.length; at += 1) {
      const word = words[at];
      if (word === undefined || word.value === "-") break;
      const option = readOption(word);
      if (option === undefined) return [toOperand(words, at)];
      if (option === "valued") at += 1;
      else if (option !== "switch") return toInner(option, words, at + 1);
    }
    return [{ kind: "stdin", language }];
  },
};

type Option = "command" | "encoded" | "file" | "valued" | "switch";

/** Undefined where the word is no option. PowerShell takes `/` and longer dashes for `-`. */
function readOption({ value }: ShellWord): Option | undefined {
  if (!/^(?:--?|[\u2013-\u2015]|\/)[a-z]+(?::|$)/i.test(value)) return undefined;
  const name = value
    .toLowerCase()
    .replace(/^(?:--?|[\u2013-\u2015]|\/)/, "")
    .replace(/:.*$/, "");
  const [meaning] =
    listMeanings().find(([, names]) => names.split(" ").some((each) => each.startsWith(name))) ??
    [];
  return meaning ?? (value.startsWith("/") ? undefined : "switch");
}

/** Of several options that a short form may mean the first. */
function listMeanings(): readonly (readonly [Option, string])[] {
  return [
    ["command", "command cwa"],
    ["encoded", "encodedcommand ec"],
    ["file", "file"],
    ["switch", SWITCHES],
    ["valued", VALUED],
  ];
}

function toInner(
  option: "command" | "encoded" | "file",
  words: readonly ShellWord[],
  at: number,
): readonly Inner[] {
  const first = words[at];
  if (first === undefined) return [{ kind: "stdin", language }];
  const args = words.slice(at + 1);
  if (first.value === "-") return [{ kind: "stdin", language, args }];
  if (option === "file") return [{ kind: "file", word: asPath(first), args, language }];
  const isEncoded = option === "encoded";
  const text = isEncoded ? decodeCommand(first.value) : joinWords(words.slice(at));
  const label = isEncoded ? "powershell -EncodedCommand" : "powershell -Command";
  return [{ kind: "source", text, label, language }];
}

/** The first operand: a script, or what stands for `-Command`. */
function toOperand(words: readonly ShellWord[], at: number): Inner {
  const [word, ...args] = words.slice(at);
  if (word !== undefined && /^[^\s;|&{}()$]+\.ps1$/i.test(word.value))
    return { kind: "file", word: asPath(word), args, language };
  return {
    kind: "source",
    text: joinWords(words.slice(at)),
    label: "powershell -Command",
    language,
  };
}

function asPath(word: ShellWord): ShellWord {
  return { ...word, value: toPathLike(word.value) };
}

/** Base64 of UTF-16; what is neither came out of a decoder all the same. */
function decodeCommand(value: string): string {
  if (value.includes(UNKNOWN)) return value;
  const bytes = /^[A-Za-z0-9+/=\s]+$/.test(value) ? Buffer.from(value, "base64") : Buffer.alloc(0);
  const text = bytes.toString("utf16le").replace(/^\uFEFF/, "");
  const isText = bytes.length > 1 && /^[\t\n\r -\uD7FF\uE000-\uFDCF\uFDF0-\uFFEF]*$/.test(text);
  return isText ? text : unknownFrom(["decoder"]);
}
