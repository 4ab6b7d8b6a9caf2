import type { CommandSurface } from "../../model/action.ts";
import type { Invocation } from "../../model/invocation.ts";

/*
 * Which command lines an exception may hold in: those of which every other command is known to prepare nothing. What
 * is not listed here could change what the excepted command runs, reads or reaches.
 */

/** Whatever their words, these only tell something, wait or change the directory. */
const HARMLESS: ReadonlySet<string> = new Set(
  "cat cd date echo false grep head id ls pwd sleep tail true uname wc whoami :".split(" "),
);

/** With `-v` or `-R` these set a variable, or evaluate a name as an expression. */
const TESTS: ReadonlySet<string> = new Set(["printf", "test", "["]);

const GIT_COMMANDS: ReadonlySet<string> = new Set(
  "add commit diff fetch log pull push show status".split(" "),
);

/** Of Git only these: others run programs (`--upload-pack`), write files (`--output`) or set what is pushed (`-u`). */
const GIT_FLAGS: ReadonlySet<string> = new Set(
  (
    "-- -A -a -am -f -m -n -q --all --amend --cached --ff-only --force --name-only --no-edit --oneline --prune " +
    "--quiet --rebase --short --staged --stat --tags"
  ).split(" "),
);

/** Programs that run the words that follow, which the walk finds as a command of its own. */
const WRAPPERS: ReadonlySet<string> = new Set(
  "command eval exec nice nohup time timeout".split(" "),
);

const SHELLS: ReadonlySet<string> = new Set(["bash", "dash", "ksh", "sh", "zsh"]);

/**
 * What sets a variable and is no command: expansions but `${name}`, arithmetic, `[[`, `{PATH}>file`; and what
 * could be one of them where the line is continued in its midst.
 */
const SETS_UNSEEN = /\$\{(?!\w+\})|\(\(|\[\[|\$\[|\}[<>]|[$([}]\\\r?\n/;

/** Whether nothing in these texts, a line's source and its words, could set a variable without a command. */
export function isPlainText(text: string): boolean {
  return !SETS_UNSEEN.test(text);
}

/**
 * Whether each command is harmless, or one that `isMeant` (the exception names it), or part of what such a one runs.
 */
export function isPlainLine(
  surfaces: readonly CommandSurface[],
  isMeant: (invocation: Invocation) => boolean,
): boolean {
  let meant: Invocation | undefined;
  return surfaces.every(({ invocation }) => {
    if (!invocation.words.every(({ text, value }) => isPlainText(text) && isPlainText(value)))
      return false;
    if (meant !== undefined && isInside(invocation, meant)) return true;
    meant = isMeant(invocation) ? invocation : undefined;
    return meant !== undefined || isHarmless(invocation);
  });
}

/** The walk tells what a command runs right behind it. */
function isInside({ via }: Invocation, { via: around, program }: Invocation): boolean {
  const way = via[around.length];
  return (
    way !== undefined &&
    around.every((each, at) => each === via[at]) &&
    (way === program || way.startsWith(`${program} `))
  );
}

function isHarmless(invocation: Invocation): boolean {
  const { program, assignments, redirects } = invocation;
  if (assignments.length > 0) return false;
  if (!redirects.every(({ target }) => target.value === "/dev/null")) return false;
  if (HARMLESS.has(program)) return true;
  if (!invocation.words.every(({ certainty }) => certainty === "known")) return false;
  return isHarmlessTest(invocation) || isHarmlessGit(invocation) || isPlainWrapper(invocation);
}

function isHarmlessTest({ program, words }: Invocation): boolean {
  return TESTS.has(program) && !words.some(({ value }) => /^-[vR]/.test(value));
}

function isHarmlessGit({ program, words: [, command, ...rest] }: Invocation): boolean {
  return (
    program === "git" &&
    GIT_COMMANDS.has(command?.value ?? "") &&
    rest.every(({ value }) => !value.startsWith("-") || GIT_FLAGS.has(value) || isCount(value))
  );
}

/** `git log -5`. */
function isCount(flag: string): boolean {
  return /^-\d+$/.test(flag);
}

/** Without flags, as `time -o FILE` writes and `bash --rcfile FILE` runs more; and fed by nothing. */
function isPlainWrapper({ program, words, feed }: Invocation): boolean {
  if (feed.kind !== "inherited") return false;
  const first = words[1]?.value ?? "-";
  if (WRAPPERS.has(program)) return !first.startsWith("-");
  return SHELLS.has(program) && words.length === 3 && first === "-c";
}
