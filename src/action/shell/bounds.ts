/** Longer command lines are walked up to here, in UTF-16 units, and leave a gap. */
export const MAX_COMMAND_UNITS = 1 << 20;

/** More simple commands than this in one line leave a gap; the rest is not walked. */
export const MAX_INVOCATIONS = 10_000;

/** Gaps that are told; one is enough to know that the walk is not complete. */
export const MAX_GAPS = 32;

/** Syntax nodes visited in one walk, repeats of function bodies and loops included. */
export const MAX_STEPS = 100_000;

/** Source parsed again plus text produced by expansions, in UTF-16 units, in one walk. */
export const MAX_WORK_UNITS = 8 << 20;

/** Sources inside sources: `bash -c "bash -c …"`, `eval`, wrappers in wrappers, function calls. */
export const MAX_REENTRIES = 32;

/** Syntax inside syntax, over all re-entries; keeps the walk's own recursion far from the stack's end. */
export const MAX_NESTING = 400;

/** Words that one brace expansion may give. */
export const MAX_BRACE_WORDS = 256;

/** Parts of a word with braces, and characters between two of them. */
export const MAX_BRACE_PIECES = 4096;

/** Braces inside braces of one word. */
export const MAX_BRACE_NESTING = 32;

/** Values that one variable may have at one place; beyond, it is unknown. */
export const MAX_ALTERNATIVES = 8;

/** Items of an array that are kept; a longer one is unknown. */
export const MAX_ITEMS = 1024;

/** Characters of `IFS` that are tried; with a longer one it is unknown how words are split. */
export const MAX_SEPARATORS = 64;

/** Ways in which one simple command is told when its variables have several values. */
export const MAX_VARIANTS = 16;

/** Words of a command times the words that fill its placeholders. */
export const MAX_FILLED_WORDS = 4096;

/** Length of one word with its placeholders filled, about, in UTF-16 units. */
export const MAX_FILLED_UNITS = 4096;

/** Lines of a known text for each of which `xargs -I` runs its command. */
export const MAX_FED_LINES = 16;

/** Words that `xargs` and its like take from a known text. */
export const MAX_FED_WORDS = 256;

/** Scripts that one line may have looked for on the disk. */
export const MAX_SCRIPTS = 32;

/** Scripts that run scripts. */
export const MAX_SCRIPT_NESTING = 4;

/** Longer scripts are walked up to here, in bytes. */
export const MAX_SCRIPT_BYTES = 64 * 1024;

/** Syntax nodes visited in one script. */
export const MAX_SCRIPT_STEPS = 8000;

/** As `MAX_WORK_UNITS`, in one script. */
export const MAX_SCRIPT_WORK_UNITS = 1 << 20;
