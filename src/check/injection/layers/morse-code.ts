/** ITU-R M.1677-1: letters, then digits. */
const LETTERS =
  ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..".split(
    " ",
  );
const DIGITS = "----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----.".split(" ");
const RUN = /(?:[.-]{1,6}(?: \/ |[ /|]{1,3})){10,1000}[.-]{1,6}/g;
const MAX_RUNS = 10;

/** What stands in a text in Morse code, words apart by a slash, a bar or more than one blank. */
export function readMorse(text: string): readonly string[] {
  if (!/[.-]{2,5} [.-]{2,5} [.-]{1,5} /.test(text)) return [];
  return [...text.matchAll(RUN)].slice(0, MAX_RUNS).map(([run]) =>
    run
      .split(/ ?[/|] ?| {2,}/)
      .map((word) => word.split(" ").map(toLetter).join(""))
      .join(" "),
  );
}

function toLetter(code: string): string {
  const letter = LETTERS.indexOf(code);
  if (letter >= 0) return String.fromCharCode(97 + letter);
  const digit = DIGITS.indexOf(code);
  return digit >= 0 ? String(digit) : ".";
}
