import type { ShellWord } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";
import { readEx } from "./language/ex.ts";
import { readLispFiles } from "./language/lisp-files.ts";
import { isSent } from "./table/read-words.ts";
import { optionValues } from "./table/option-values.ts";

/** vi, vim and their like: commands after `-c`, `--cmd` and `+`, and those that a known input types. */
const vi: Wrapper = {
  names: (
    "vi vim nvim view ex rvim rview rgvim gvim gview vimdiff nvimdiff vim.basic vim.tiny vim.nox " +
    "vim.gtk3 nvi evim mvim elvis vile"
  ).split(" "),
  unwrap: ({ words, feed }) => {
    const rest = words.slice(1);
    const texts = [...optionValues(rest, "-c --cmd -S"), ...readPlus(rest)];
    // Without a `-` it takes what it is fed for what is typed.
    const isTyped = isSent(feed) && !rest.some(({ value }) => value === "-");
    if (isTyped) return [{ kind: "code", option: "-" }];
    const typed = feed.kind === "text" ? readTyped(feed.text) : [];
    return [...texts, ...typed].flatMap((text) => readEx(text, "vi"));
  },
};

/** `+command`; `+12` and `+/x` go to a place. */
function readPlus(words: readonly ShellWord[]): readonly string[] {
  return words.flatMap(({ value }) => (/^\+[^\d/]/.test(value) ? [value.slice(1)] : []));
}

/** Of text that is piped into an editor only what leaves it counts; the rest may be what is edited. */
function readTyped(text: string): readonly string[] {
  return text.split("\n").filter((line) => /^\s*:|^!/.test(line));
}

const PAGER_COMMAND = /^\+{1,2}(?:!|\|.|s.*!)(.*)$/s;

/** less and more: `+!cmd`. */
const pager: Wrapper = {
  names: ["less", "more", "most", "pg"],
  unwrap: ({ words }) =>
    words.slice(1).flatMap(({ value }): readonly Inner[] => {
      const text = PAGER_COMMAND.exec(value)?.[1];
      return text === undefined ? [] : [{ kind: "source", text: text || "sh", label: "less +!" }];
    }),
};

/** Emacs: what its Lisp does to files; what it starts, the table says (table/languages.ts). */
const emacs: Wrapper = {
  names: ["emacs", "emacsclient"],
  unwrap: ({ words }) =>
    optionValues(words.slice(1), "--eval --execute -eval -execute -e").flatMap((code) =>
      readLispFiles(code, "elisp"),
    ),
};

/** Programs in which one reads or writes text, and that run commands from inside. */
export const editor: readonly Wrapper[] = [vi, pager, emacs];
