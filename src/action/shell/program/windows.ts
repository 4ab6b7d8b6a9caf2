import type { ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";
import { joinWords } from "../call.ts";
import { readStatements } from "./language/statements.ts";
import { toKnownWord } from "../expand/fields.ts";

/** PowerShell takes options cut short: `-EncodedCommand` is `-e`, `-enc`, `-ec`. */
const ENCODED = /^[-/](?:e|ec|en[codeman]{0,12})$/i;
const COMMAND = /^[-/](?:c|co[mand]{0,5})$/i;
const FILE = /^[-/](?:f|fi|fil|file)$/i;
const VALUED =
  /^[-/](?:ex|ep|exec|executionpolicy|w|windowstyle|i|if|inputformat|o|of|outputformat|v|version|wd|workingdirectory|configurationname|custompipename|settingsfile)$/i;

/** PowerShell: `-Command text`, `-EncodedCommand` in base64 of UTF-16, a text that is piped in. */
const powershell: Wrapper = {
  names: ["powershell", "pwsh", "pwsh-preview", "powershell.exe", "pwsh.exe"],
  unwrap: ({ words, feed }) => {
    const text = readText(words) ?? (feed.kind === "text" ? feed.text : "");
    return toCommands(text, "powershell");
  },
};

/** Undefined where it is a script, or where nothing is given. */
function readText(words: readonly ShellWord[]): string | undefined {
  for (let at = 1; at < words.length; at += 1) {
    const value = words[at]?.value ?? "";
    if (ENCODED.test(value)) return decode(words[at + 1]);
    if (COMMAND.test(value)) return joinWords(words.slice(at + 1));
    if (FILE.test(value)) return "";
    if (VALUED.test(value)) at += 1;
    else if (!/^[-/]/.test(value)) return joinWords(words.slice(at));
  }
  return undefined;
}

function decode(word: ShellWord | undefined): string {
  if (word === undefined || word.value.includes(UNKNOWN)) return UNKNOWN;
  return Buffer.from(word.value, "base64").toString("utf16le");
}

/** cmd: what follows `/c` or `/k`. */
const cmd: Wrapper = {
  names: ["cmd", "cmd.exe"],
  unwrap: ({ words }) => {
    const at = words.findIndex(({ value }) => /^\/{1,2}[ckr]$/i.test(value));
    return at < 0 ? [] : toCommands(joinWords(words.slice(at + 1)), "cmd");
  },
};

/** What cannot be known runs as what cannot be known. */
function toCommands(text: string, program: string): readonly Inner[] {
  if (text.startsWith(UNKNOWN)) return [{ kind: "source", text, label: program }];
  return readStatements(text).map((words) => ({ kind: "command", words: words.map(toKnownWord) }));
}

/** The shells of Windows. Their syntax is their own: only plain statements are read. */
export const windows: readonly Wrapper[] = [powershell, cmd];
