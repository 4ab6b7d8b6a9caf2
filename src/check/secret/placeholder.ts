/** A run of letters and digits as long as this, with some of each, is no word. */
const TOKEN_UNITS = 16;
/** A run of letters alone is one only from this length on. */
const LETTERS_UNITS = 20;

/**
 * Whether something that looks like a token stands in the secret beside the words of a placeholder:
 * then the words were put there, or met by chance, and say nothing. AWS's `AKIA…EXAMPLE` has too little
 * beside them.
 * @param words in lower case.
 */
export function hasTokenBeside(words: readonly string[], secret: string): boolean {
  let rest = secret.toLowerCase();
  for (const word of words) rest = rest.replaceAll(word, "");
  return rest.split(/[^a-z0-9]+/).some((run) => {
    const fresh = countFresh(run);
    if (fresh < TOKEN_UNITS) return false;
    return fresh >= LETTERS_UNITS || (/[0-9]/.test(run) && /[a-z]/.test(run));
  });
}

/** The characters that neither repeat the one before nor go on from it, as in `abcd` and `4321`. */
function countFresh(run: string): number {
  let fresh = 0;
  for (let at = 0; at < run.length; at += 1) {
    const step = at === 0 ? 2 : Math.abs(run.charCodeAt(at) - run.charCodeAt(at - 1));
    if (step > 1) fresh += 1;
  }
  return fresh;
}
