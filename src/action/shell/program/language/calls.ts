import type { Inner } from "../../call.ts";
import { toKnownWord } from "../../expand/fields.ts";

/** Code beyond this is not looked through. */
export const MAX_UNITS = 65_536;

/** How far behind a call's name its arguments are looked for. */
const MAX_ARGUMENTS = 1024;

const MAX_CALLS = 256;

/** Names by which the languages of the long tail start a program; arguments or a literal follow. */
const NAMES =
  "system|System|shell|shell_exec|shell-command|async-shell-command|shell-command-to-string|eshell-command|" +
  "exec|Exec|execute|execl|execlp|execv|execvp|execSync|execShellCmd|execCmd|popen|popen2|popen3|Popen|" +
  "os:cmd|cmd|callCommand|callProcess|rawSystem|readProcess|spawnProcess|command|Command|run|Run|run-program|" +
  "run-shell-command|spawn|spawnSync|spawnShell|executeShell|call-process-shell-command|start-process-shell-command|start-file-process|process-lines|process-file|call-process|start-process|make-process|term|ansi-term|compile|" +
  "process_open|proc_open|passthru|ProcessBuilder|launchedProcess|startProcess|pipe|syscmd|esyscmd|write18|" +
  "sh|sudo|unix|SYSTEM|call|check_call|check_output|do shell script|open_port|launch|Start";

/** `name (`, `name "`, `name '`; the name is no part of another. */
const CALL = () =>
  new RegExp(`(?<![\\w-])(?:${NAMES})(?![\\w-])(?=[\\s!?]*(?:[("'\`[{~]|\\w+[ (]*["']))`, "g");

/** `"sh".execute()`, `"sh".!`. */
const POSTFIX = () => /(["'`])([^"'`\n]{1,1024})\1\s*\.\s*(?:execute\b|!|lazyLines)/g;

/** m4's quotes need not be there. */
const UNQUOTED = /\be?syscmd\(\s*([^`"'\s)][^`)\n]{0,1024})/g;

/** The commands that calls in a piece of code start, as far as they stand there in plain strings. */
export function readCalls(code: string, label: string): readonly Inner[] {
  const text = code.slice(0, MAX_UNITS);
  const found: Inner[] = [];
  let left = MAX_CALLS;
  for (const match of text.matchAll(CALL())) {
    if (left-- <= 0) break;
    const isLisp = /\(\s*$/.test(text.slice(Math.max(0, match.index - 8), match.index));
    const start = match.index + match[0].length;
    const strings = readStrings(text, start, isLisp ? 1 : 0);
    found.push(...toCommand(isLisp ? withoutNames(match[0], strings) : strings, label));
  }
  for (const [, source = ""] of text.matchAll(UNQUOTED))
    found.push({ kind: "source", text: source, label });
  for (const [, , command = ""] of text.matchAll(POSTFIX())) {
    if (found.length >= MAX_CALLS) break;
    found.push({ kind: "source", text: command, label });
  }
  return found;
}

/** `(start-process "name" "buffer" "program" …)`: what the process and its buffer are called is no word of it. */
function withoutNames(name: string, strings: readonly string[]): readonly string[] {
  if (!name.startsWith("start-")) return strings;
  if (name.startsWith("start-process-shell-command")) return strings.slice(-1);
  return strings.slice((strings[1] ?? "").startsWith("*") ? 2 : 1);
}

/** One string is a shell's text or a program; of several the first is the program. */
function toCommand(strings: readonly string[], label: string): readonly Inner[] {
  const [program, ...rest] = strings;
  if (program === undefined) return [];
  if (rest.length === 0) return [{ kind: "source", text: program, label }];
  // `execl("/bin/sh", "sh", …)` says the name twice.
  const isNamedAgain = rest[0] === program.slice(program.lastIndexOf("/") + 1);
  const words = [program, ...(isNamedAgain ? rest.slice(1) : rest)];
  return [{ kind: "command", words: words.map(toKnownWord) }];
}

/**
 * The strings among a call's arguments: up to the parenthesis that closes them, or the end of the statement.
 * @param outside 1 where the parenthesis stands before the name.
 */
function readStrings(text: string, start: number, outside: number): readonly string[] {
  const strings: string[] = [];
  const end = Math.min(text.length, start + MAX_ARGUMENTS);
  let depth = outside;
  for (let at = start; at < end; at += 1) {
    const character = text.charAt(at);
    const close = closerOf(text, at);
    if (close !== undefined) {
      const stop = findClose(text, at + 1, close);
      strings.push(unescape(text.slice(at + 1, stop)));
      at = stop;
      if (depth === 0 && !/^\s*,/.test(text.slice(stop + 1, stop + 8))) break;
    } else if ("([".includes(character)) depth += 1;
    else if (")]".includes(character) && --depth <= 0) break;
    else if (";\n|".includes(character) && depth === 0) break;
  }
  return strings;
}

/** The character that ends the string which begins at `at`; undefined where none does. */
function closerOf(text: string, at: number): string | undefined {
  const character = text.charAt(at);
  if (character === "{") return text.startsWith("write18", at - 7) ? "}" : undefined;
  // m4 quotes `so'; Lisp's quote before a list is none.
  if (character === "`") return text.startsWith("syscmd(", at - 7) ? "'" : "`";
  if (character === "'" && text.charAt(at + 1) === "(") return undefined;
  return character === '"' || character === "'" ? character : undefined;
}

function findClose(text: string, start: number, close: string): number {
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "\\") at += 1;
    else if (character === close) return at;
  }
  return text.length;
}

function unescape(text: string): string {
  return text.replaceAll(/\\(["'`\\$])/g, "$1");
}
