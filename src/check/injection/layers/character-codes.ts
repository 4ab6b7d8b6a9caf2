import { toReadable } from "./tells-of-instruction.ts";

/** How a run of character codes is written, and the base of its numbers. */
interface CodeRun {
  readonly run: RegExp;
  readonly code: RegExp;
  readonly base: number;
}

const RUNS: readonly CodeRun[] = [
  { run: /(?:\b[01]{7,8}[ ,]{0,2}){8,600}/g, code: /[01]{7,8}/g, base: 2 },
  { run: /[01]{64,4800}/g, code: /[01]{8}/g, base: 2 },
  {
    run: /(?:\b[0-9a-fA-F]{2}[ :,]{1,2}){12,600}[0-9a-fA-F]{2}\b/g,
    code: /[0-9a-fA-F]{2}/g,
    base: 16,
  },
  { run: /(?:\b1?[0-9]{2}[ ,;]{1,2}){12,600}1?[0-9]{2}\b/g, code: /[0-9]+/g, base: 10 },
  { run: /(?:\b[01]?[0-7]{2}[ ,]{1,2}){12,600}[01]?[0-7]{2}\b/g, code: /[0-7]+/g, base: 8 },
  {
    run: /(?:(?:\\u\{?00|\\x|\\U000000|=|0x|U\+00)[0-9a-fA-F]{2}\}?[ ,]?){8,600}/g,
    code: /[0-9a-fA-F]{2}(?=\}?[ ,]?(?:[\\=U]|0x|$))/g,
    base: 16,
  },
];
/** A text with none of these has no run of codes; the last ones are looked for only where the sign before stands. */
const NUMBERS = /[01]{7}|[0-9a-fA-F](?:[ :,;]{1,2}[0-9a-fA-F]{2,3}){4}[ :,;]/;
const HINTS: readonly (readonly [sign: string, hint: RegExp])[] = [
  ["\\", /(?:\\[uxU][0-9a-fA-F{]{2,8}\}?[ ,]?){4}/],
  ["=", /(?:=[2-7][0-9A-F]){4}/],
  ["0x", /(?:0x[2-7][0-9a-fA-F][ ,]{1,2}){4}/],
  ["U+00", /U\+00[2-7]/],
];
const MAX_RUNS = 30;

/** What stands in a text as numbers of characters: binary, octal, decimal, hexadecimal, escapes of programming languages. */
export function readCodes(text: string): readonly string[] {
  if (!NUMBERS.test(text) && !HINTS.some(([sign, hint]) => text.includes(sign) && hint.test(text)))
    return [];
  return RUNS.flatMap(({ run, code, base }) =>
    [...text.matchAll(run)].slice(0, MAX_RUNS).flatMap(([codes]) => {
      const bytes = (codes.match(code) ?? []).map((each) => Number.parseInt(each, base));
      return toReadable(bytes) ?? [];
    }),
  );
}
