import type { ShellWord } from "../../../model/invocation.ts";
import { findProgram } from "../../access/programs.ts";
import { quoteWord } from "../../quote-word.ts";
import type { Call, Inner } from "../call.ts";
import { readCalls } from "../program/language/calls.ts";

/** A word that is longer is a text. */
const MAX_UNITS = 4096;

/** A command of more words is no one's option. */
const MAX_WORDS = 64;

/** As many guesses are followed. */
const MAX_GUESSES = 8;

/** What may stand in front of a command where a program takes one: `!cmd`, `|cmd`, `exec:cmd`, `--opt=cmd`. */
const FRONT = /^(?:--?[\w.-]+=)?(?:[\w.-]{1,24}=)?["'(]?(?:[!|@:]|exec[: ]|%sh\{|\$\{run\{)*\s*/;

/** Programs that a text about something else hardly begins with, and their words. */
const COMMAND =
  /^(?:\/(?:usr\/(?:local\/)?)?s?bin\/)?(?:(?:ba|da|z|k)?sh\s+-\w*c\s|(?:rm|shred|chmod|chown)\s+-\S|dd\s+\w+=|mkfs\S*\s|(?:curl|wget)\s.*(?:https?:|\d\.\d)|(?:nc|ncat)\s+-?\S|tar\s+-?[cx]\S*\s|cat\s+[~/]|sudo\s+\S|python[\d.]*\s+-c|(?:perl|ruby|node)\s+-e)/;

/** Names of options, and of settings, whose value is hardly anything but a program or a command. */
const RUNS =
  /(?:^|[-_.:])(?:program|prog|cmd|command|commands|exec|execute|exec-cmd|executable|run|run-under|pager|editor|shell|hook|hookdir|script|filter|helper|wrapper|rustc-wrapper|launcher|linker|handler|interpreter|toolexec|modprobe|mda|rsh|ssh|viewer|browser|askpass|passwordeval|password-command|speller|preprocessor|evalf?|init-hook|on-\w+|loadmodule|plugin|rulesdir|external-diff|proxycommand|downscript|pgmf)$/;

/** Files that anybody can write. */
const ANYONES = /^\/(?:tmp|var\/tmp|dev\/shm)\/\S+$/;

/** What is said of something, whatever the program: a message, a title, a prompt. */
const SAID =
  /^-{1,2}(?:m|b|t|p|s|message|msg|body|title|subject|description|desc|comment|note|notes|prompt|text|summary|annotation|grep|regexp?|pattern|query|filter|match|search|print|name|label)$/;

/** Programs whose operands are texts and not commands. */
const TALKERS =
  "echo printf print logger wall write notify-send say espeak terminal-notifier zenity kdialog figlet toilet cowsay " +
  "claude codex gemini aider llm ollama chatgpt sgpt copilot cursor-agent opencode goose " +
  "jq yq xq gron http https xh httpie websocat export declare local readonly typeset set read test [ [[ let expr " +
  "gh glab hub man whatis apropos tldr cheat info which type command whereis history fc task todo note nb jrnl bd linear jira " +
  "slack toolgate shellcheck shfmt explainshell pbcopy xclip xsel wl-copy clip";

/** Programs that start a command among the words of another, where an option or a path follows. */
const STARTERS =
  /^(?:\/(?:usr\/)?s?bin\/)?(?:rm|dd|shred|mkfs\S*|chmod|chown|(?:ba|z|da)?sh|sudo|curl|wget|ncat?|tar)$/;

/**
 * Words of a program that nobody here knows to run any, and that read like a command: `hg --config hooks.x='rm -rf ~'`,
 * `frob exec rm -rf /`, `frob -e 'system("id")'`. They may be data, so what is found in them is at most asked about;
 * their way says `maybe:hg`.
 */
export function guessCommands(program: string, { words, feed }: Call): readonly Inner[] {
  if (words.length > MAX_WORDS) return [];
  const said = words.map((_, at) => SAID.test(words[at - 1]?.value ?? ""));
  const given = words.filter((_, at) => said[at] !== true);
  const values = given.slice(1).map(({ value }) => value);
  const code = feed.kind === "text" ? [...values, feed.text] : values;
  const found = [
    ...words.flatMap((word, at) => (said[at] === true ? [] : readGuess(word, words[at - 1]))),
    ...code.flatMap((text) => readCalled(text.slice(0, MAX_UNITS))),
    ...readStarted(words),
  ];
  if (found.length === 0 || isTalker(program)) return [];
  const label = `maybe:${program}`;
  return found.slice(0, MAX_GUESSES).map((text) => ({ kind: "source", text, label }));
}

/** A call that starts a program, in whatever language. */
const CALL =
  /(?:system|exec\w{0,8}|shell\w{0,8}|popen|spawn\w{0,8}|unix|syscmd|cmd|run|Run|eval|execute)\s{0,4}[([{]?\s{0,4}["'`([]/;

function readCalled(text: string): readonly string[] {
  if (!CALL.test(text)) return [];
  return readCalls(text, "").flatMap((inner) => {
    if (inner.kind === "source") return inner.text;
    return inner.kind === "command" ? quoteWords(inner.words) : [];
  });
}

/** A command that begins further on among the words. */
function readStarted(words: Call["words"]): readonly string[] {
  const at = words.findIndex(
    ({ value }, index) =>
      index > 0 && STARTERS.test(value) && /^[-/~]|=/.test(words[index + 1]?.value ?? ""),
  );
  return at < 0 ? [] : [quoteWords(words.slice(at))];
}

/** Quotes would keep the shell from seeing the home directory in `~`. */
function quoteWords(words: Call["words"]): string {
  return words
    .map(({ value }) => (/^[\w.,:/~=+@%-]+$/.test(value) ? value : quoteWord(value)))
    .join(" ");
}

/** What is known to do something else with its words, or to hand them on, is looked at by others. */
function isTalker(program: string): boolean {
  return TALKERS.split(" ").includes(program) || findProgram(program) !== undefined;
}

/** @param before the word before it, which may be the option that it is the value of. */
function readGuess({ value, certainty }: ShellWord, before: ShellWord | undefined): string[] {
  if (value.length > MAX_UNITS || certainty === "dynamic") return [];
  const text = value.replace(FRONT, "");
  if (COMMAND.test(text) && /\s/.test(value)) return [text];
  if (/^!\s*(?:\/|(?:(?:ba|z|da)?sh|id|whoami|rm|curl|wget|nc|cat|python3?|perl)\b)/.test(value))
    return [value.slice(1)];
  return readValue(value, before?.value ?? "");
}

/** The value of an option that says that it runs something. */
function readValue(value: string, before: string): string[] {
  const [joined = ""] = /^-{0,2}[\w.:-]{1,64}=/.exec(value) ?? [];
  const option = before.startsWith("-") ? before : "";
  const name = joined === "" ? option : joined.slice(0, -1);
  if (!RUNS.test(name.toLowerCase())) return [];
  const given = value.slice(joined.length);
  // A sentence has a full stop.
  const isCommand = /^[\w./~-]+\s+\S/.test(given) && !/\.\s/.test(given);
  return isCommand || ANYONES.test(given) ? [given] : [];
}
