import type { Inner } from "../../call.ts";
import { toKnownWord } from "../../expand/fields.ts";
import { readCalls } from "./calls.ts";
import { readVimFiles } from "./vim-files.ts";

/** Longer command lines of an editor are read up to here. */
const MAX_UNITS = 16_384;

/** Commands inside commands: `exe "norm :!sh"`. */
const MAX_DEPTH = 16;

/** `!cmd`, `%!cmd`, `r !cmd`, `:w !cmd`; the rest of the line is a shell's. */
const FILTER = /^(?:[%\d,.$'<>+-]*)(?:(?:r|re|read|w|wr|write|e|edit)\s*)?!+\s*(.*)$/s;

const TERMINAL =
  /^(?:vert(?:ical)?\s+|tab\s+)?(?:ter(?:m(?:inal)?)?|FloatermNew)\b!?\s*(?:\+\+\S+\s*)*(.*)$/s;
const SHELL = /^(?:sh(?:ell)?|stop|sus(?:pend)?)\b/;
const SHELL_OPTION =
  /^set?\s+(?:sh(?:ell)?|shcf|mp|makeprg|grepprg|gp|ep|equalprg|keywordprg|kp)\s*=\s*(.+)$/s;
const CODE =
  /^(?:py(?:thon)?[3x]?|(?:python3|pythonx)|lua|perl?|rub(?:y)?|tcl)(?:do)?\s+(?:<<\s*\w*\s*)?(.+)$/s;
/** Commands that take another one: `silent !x`, `au BufRead * !x`, `nmap x :!y`, `exe "…"`. */
const PREFIX =
  /^(?:sil(?:ent)?!?|exe(?:cute)?|norm(?:al)?!?|au(?:tocmd)?\s+\S+\s+\S+|g(?:lobal)?!?\/[^/]*\/|v\/[^/]*\/|[nvixc]?(?:nore)?map\s+\S+|try|if\s+\S+|bufdo|argdo|windo|verb(?:ose)?)\s*(.+)$/s;

/** Functions of vim and Neovim that start a program. */
const OWN_CALLS = /\b(?:systemlist|term_start|job_start|jobstart|termopen)\b/g;

const INTERPRETERS: Readonly<Record<string, readonly [string, string]>> = {
  py: ["python3", "-c"],
  lu: ["lua", "-e"],
  pe: ["perl", "-e"],
  ru: ["ruby", "-e"],
};

/** What commands of vi, ex and vim run: those for a shell, code of other languages, and vim's own calls. */
export function readEx(text: string, label: string, depth = 0): readonly Inner[] {
  return text
    .slice(0, MAX_UNITS)
    .split("\n")
    .flatMap((line) => readLine(line.replace(/^[\s:]+/, ""), label, depth));
}

function readLine(line: string, label: string, depth: number): readonly Inner[] {
  if (line === "" || depth > MAX_DEPTH) return [];
  const shell = readShell(line);
  if (shell !== undefined) return [toShell(shell, label), ...readNext(line, label, depth)];
  const code = CODE.exec(line)?.[1];
  if (code !== undefined) return readCode(line, code);
  const inner = PREFIX.exec(line)?.[1];
  if (inner !== undefined) return readEx(withoutQuotes(inner), label, depth + 1);
  return [
    ...readCalls(line.replaceAll(OWN_CALLS, "system").replace(/^call?\s+/, ""), label),
    ...readVimFiles(line, "vimscript"),
    ...readNext(line, label, depth),
  ];
}

/** What a shell gets of a line; undefined where none does, empty where it is a shell to type into. */
function readShell(line: string): string | undefined {
  if (SHELL.test(line)) return "";
  const patterns = [FILTER, TERMINAL, SHELL_OPTION];
  return patterns.map((pattern) => pattern.exec(line)?.[1]).find((text) => text !== undefined);
}

/** `set sh=x|shell`: a bar begins the next command, but in one that a shell gets. */
function readNext(line: string, label: string, depth: number): readonly Inner[] {
  const bar = FILTER.test(line) ? -1 : line.indexOf("|");
  return bar < 0 ? [] : readLine(line.slice(bar + 1).replace(/^[\s:]+/, ""), label, depth + 1);
}

function readCode(line: string, code: string): readonly Inner[] {
  const [program, option] = INTERPRETERS[line.slice(0, 2)] ?? ["tclsh", "-c"];
  return [{ kind: "command", words: [program, option, code].map(toKnownWord) }];
}

/** Without a command it is a shell to type into, and so it is where the next command starts one: `set sh=x|sh`. */
function toShell(text: string, label: string): Inner {
  return { kind: "source", text: text.replace(/\|\s*:?sh(?:ell)?\s*$/, "").trim() || "sh", label };
}

function withoutQuotes(text: string): string {
  const quoted = /^(["'])([\s\S]*)\1\s*$/.exec(text)?.[2];
  return quoted === undefined ? text : quoted.replaceAll(/\\(["\\])/g, "$1");
}
