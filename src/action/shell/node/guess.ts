import type { ShellWord } from "../../../model/invocation.ts";
import { findProgram } from "../../access/programs.ts";
import type { Call, Inner } from "../call.ts";

/** A word that is longer is a text. */
const MAX_UNITS = 4096;

/** A command of more words is no one's option. */
const MAX_WORDS = 64;

/** As many guesses are followed. */
const MAX_GUESSES = 8;

/** What may stand in front of a command where a program takes one: `!cmd`, `|cmd`, `exec:cmd`, `--opt=cmd`. */
const FRONT = /^(?:--?[\w.-]+=)?(?:[\w.-]{1,24}=)?["'(]?(?:[!|@:]|exec[: ])*\s*/;

/** Programs that a text about something else hardly begins with, and their words. */
const COMMAND =
  /^(?:\/(?:usr\/(?:local\/)?)?s?bin\/)?(?:(?:ba|da|z|k)?sh\s+-\w*c\s|(?:rm|shred|chmod|chown)\s+-\S|dd\s+\w+=|mkfs\S*\s|(?:curl|wget)\s.*(?:https?:|\d\.\d)|(?:nc|ncat)\s+-?\S|tar\s+-?[cx]\S*\s|cat\s+[~/]|sudo\s+\S|python[\d.]*\s+-c|(?:perl|ruby|node)\s+-e)/;

/** What is said of something, whatever the program: a message, a title, a prompt. */
const SAID =
  /^-{1,2}(?:m|b|t|p|s|message|msg|body|title|subject|description|desc|comment|note|notes|prompt|text|summary|annotation|grep|regexp?|pattern|query|filter|match|search|print|name|label)$/;

/** Programs whose operands are texts and not commands. */
const TALKERS =
  "echo printf print logger wall write notify-send say espeak terminal-notifier zenity kdialog figlet toilet cowsay " +
  "claude codex gemini aider llm ollama chatgpt sgpt copilot cursor-agent opencode goose " +
  "jq yq xq gron http https xh httpie websocat export declare local readonly typeset set read test [ [[ let expr " +
  "man whatis apropos tldr cheat info which type command whereis history fc task todo note nb jrnl bd linear jira " +
  "slack toolgate shellcheck shfmt explainshell pbcopy xclip xsel wl-copy clip";

/**
 * Words of a program that nobody here knows to run any, and that read like a command: `hg --config hooks.x='rm -rf ~'`.
 * They may be data, so what is found in them is at most asked about; their way says `maybe:hg`.
 */
export function guessCommands(program: string, { words }: Call): readonly Inner[] {
  if (words.length > MAX_WORDS) return [];
  const found = words.slice(1).flatMap((word, at) => {
    const text = SAID.test(words[at]?.value ?? "") ? undefined : readGuess(word);
    return text === undefined ? [] : [{ kind: "source", text, label: `maybe:${program}` } as const];
  });
  return found.length === 0 || isTalker(program) ? [] : found.slice(0, MAX_GUESSES);
}

/** What is known to do something else with its words, or to hand them on, is looked at by others. */
function isTalker(program: string): boolean {
  return TALKERS.split(" ").includes(program) || findProgram(program) !== undefined;
}

function readGuess({ value }: ShellWord): string | undefined {
  if (value.length > MAX_UNITS || !/\S\s+\S/.test(value)) return undefined;
  const text = value.replace(FRONT, "");
  return COMMAND.test(text) ? text : undefined;
}
