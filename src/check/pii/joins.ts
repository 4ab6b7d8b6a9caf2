/**
 * Whether a character makes one word with a letter or digit beside it. Scripts that are written without blanks
 * do not: in `カード4111です` the number stands by itself.
 */
export function joins(char: string): boolean {
  return /[\p{L}\p{N}_]/u.test(char) && !isUnspaced(char);
}

export function joinsAsLetter(char: string): boolean {
  return /\p{L}/u.test(char) && !isUnspaced(char);
}

function isUnspaced(char: string): boolean {
  return /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u.test(
    char,
  );
}
