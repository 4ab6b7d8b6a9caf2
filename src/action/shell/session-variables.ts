import { type ShellWord, UNKNOWN } from "../../model/invocation.ts";

/** A variable as it is read. `${x:=y}` and `${x=y}` also set it. */
const READ = /\$([A-Za-z_]\w*)|\$\{([A-Za-z_]\w*)(?!\w|:?=)/g;
const NAME = /[A-Za-z_]\w*/g;
/** What else makes a word unknown: the output of a command, arithmetic, parameters by number or by another's name. */
const OTHER = /`|\$[({[]|\$[^A-Za-z_]/;
/** The shell itself fills these. */
const OF_SHELL = /^(?:_|BASH.*|REPLY|OPTARG|OPTIND|MAPFILE|COPROC|FUNCNAME|DIRSTACK|MATCH|match)$/;

/**
 * Whether all that is unknown of a word are variables that the line never sets: the session's environment has
 * them, or they are empty. A variable counts as set where its name stands in the line other than to read it.
 */
export function isOfSession(word: ShellWord, isSet: (name: string) => boolean): boolean {
  const names = [...word.text.matchAll(READ)].map(([, plain, braced]) => plain ?? braced ?? "");
  if (names.length === 0 || OTHER.test(word.text.replaceAll(READ, ""))) return false;
  return (
    countUnknown(word.value) <= names.length &&
    names.every((name) => !isSet(name) && !OF_SHELL.test(name))
  );
}

/** The names in a source that are more than read. Too many rather than too few. */
export function readSetNames(source: string): ReadonlySet<string> {
  return new Set(source.replaceAll(READ, " ").match(NAME));
}

function countUnknown(value: string): number {
  return value.split(UNKNOWN).length - 1;
}
