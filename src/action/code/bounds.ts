/** Longer code is looked at up to here, in UTF-16 units; the rest counts as code that cannot be read. */
export const MAX_CODE_UNITS = 1 << 16;

/** Steps that one examination may take, besides some for each token of the code. */
export const MIN_STEPS = 4000;

/** Steps for each token: bodies of loops and functions are read again with what is known. */
export const STEPS_PER_TOKEN = 8;

/** Effects that are told of one piece of code. */
export const MAX_EFFECTS = 256;

/** Expressions in expressions, calls in calls. */
export const MAX_NESTING = 64;

/** Calls of one function inside each other. */
export const MAX_RECURSION = 3;

/** Code in code: `exec("exec('…')")`, and what stands between braces in a text. */
export const MAX_CODE_DEPTH = 8;

/** Units of code in code that are read in one examination. */
export const MAX_INNER_UNITS = 1 << 17;

/** Items for each of which the body of a loop is read. */
export const MAX_LOOP_ITEMS = 16;

/** Items that a computed list may have. */
export const MAX_LIST_ITEMS = 1024;

/** Length of a text that is put together, in UTF-16 units. */
export const MAX_TEXT_UNITS = 1 << 14;
