import { toReadable } from "./tells-of-instruction.ts";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/** RFC 1924's alphabet, which Python's `b85encode` and git use. */
const BASE85 =
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
const WORD = /\s[!-~]{32,4000}/g;
const MAX_RUNS = 40;
/** So much of a run tells whether it is one. */
const SAMPLE = 40;

/** What stands in a text in base32 (RFC 4648), Ascii85 or base85: long words of one piece. */
export function readRadixTexts(text: string): readonly string[] {
  return (`\n${text}`.match(WORD) ?? []).slice(0, MAX_RUNS).flatMap((run) => {
    const word = run.slice(1);
    const base32 = /[A-Z2-7]{32,}/.exec(word)?.[0];
    const read = (base32 && toReadable(fromBase32(base32))) ?? readBase85(word);
    return read ?? [];
  });
}

function fromBase32(run: string): readonly number[] {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const char of run) {
    value = ((value << 5) | BASE32.indexOf(char)) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((value >> bits) & 0xff);
    }
  }
  return bytes;
}

function readBase85(whole: string): string | undefined {
  // Words, paths and tokens have few signs; code has brackets that neither alphabet begins with.
  const run = whole.replace(/^["'`]?(?:<~)?|(?:~>)?["'`]?$/g, "");
  if ((run.slice(0, SAMPLE).match(/[^A-Za-z0-9/._-]/g)?.length ?? 0) < 4) return undefined;
  const digits = [
    (char: string) => char.charCodeAt(0) - 33,
    (char: string) => BASE85.indexOf(char),
  ];
  for (const digitOf of digits) {
    if (toReadable(fromBase85(run.slice(0, SAMPLE), digitOf)) === undefined) continue;
    return toReadable(fromBase85(run, digitOf));
  }
  return undefined;
}

/** Five digits are four bytes; what is left over at the end counts as far as it goes. */
function fromBase85(run: string, digitOf: (char: string) => number): readonly number[] {
  const bytes: number[] = [];
  for (let at = 0; at < run.length; at += 5) {
    const group = run.slice(at, at + 5);
    let value = 0;
    for (let nth = 0; nth < 5; nth += 1)
      value = value * 85 + (nth < group.length ? digitOf(group[nth] ?? "") : 84);
    for (let nth = 0; nth < group.length - 1; nth += 1) {
      bytes.push(Math.floor(value / 256 ** (3 - nth)) & 0xff);
    }
  }
  return bytes;
}
