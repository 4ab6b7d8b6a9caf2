/*
 * Punycode (RFC 3492), only the way that a host's label is read by: `URL` gives every host in ASCII, and what a
 * person saw is what counts here.
 */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE = 128;
const MAX_CODE = 0x10ffff;
/** No label of a host is longer. */
const MAX_LABEL = 63;

/** A host with each of its labels as people read it; a label that cannot be decoded stays as it is. */
export function toUnicode(host: string): string {
  if (!host.includes("xn--")) return host;
  return host
    .split(".")
    .map((label) => (label.startsWith("xn--") ? (decode(label.slice(4)) ?? label) : label))
    .join(".");
}

function decode(label: string): string | undefined {
  if (label.length > MAX_LABEL) return undefined;
  const dash = label.lastIndexOf("-");
  const codes = Array.from(label.slice(0, Math.max(dash, 0)), (char) => char.charCodeAt(0));
  let rest = label.slice(dash + 1);
  let code = FIRST_CODE;
  let bias = FIRST_BIAS;
  let index = 0;
  let isFirst = true;
  while (rest !== "") {
    const number = readNumber(rest, bias);
    if (number === undefined) return undefined;
    rest = rest.slice(number.length);
    const count = codes.length + 1;
    index += number.value;
    code += Math.floor(index / count);
    index %= count;
    bias = adapt(number.value, { count, isFirst });
    isFirst = false;
    if (code > MAX_CODE) return undefined;
    codes.splice(index, 0, code);
    index += 1;
  }
  return String.fromCodePoint(...codes);
}

interface ReadNumber {
  readonly value: number;
  /** Characters that it takes. */
  readonly length: number;
}

/** A number of variable length at the start of the text. */
function readNumber(text: string, bias: number): ReadNumber | undefined {
  let value = 0;
  let weight = 1;
  for (let at = 0; at < text.length; at += 1) {
    const digit = Number.parseInt(shift(text.charAt(at)), BASE);
    if (Number.isNaN(digit)) return undefined;
    value += digit * weight;
    const threshold = Math.min(Math.max(BASE * (at + 1) - bias, T_MIN), T_MAX);
    if (digit < threshold) return { value, length: at + 1 };
    weight *= BASE - threshold;
  }
  return undefined;
}

/** Punycode counts a–z, then 0–9; JavaScript the other way round. */
function shift(char: string): string {
  if (/[a-z]/.test(char)) {
    const value = char.charCodeAt(0) - 97;
    return value.toString(BASE);
  }
  return /\d/.test(char) ? (Number(char) + 26).toString(BASE) : "-";
}

function adapt(
  value: number,
  { count, isFirst }: { readonly count: number; readonly isFirst: boolean },
): number {
  let delta = isFirst ? Math.floor(value / DAMP) : Math.floor(value / 2);
  delta += Math.floor(delta / count);
  let k = 0;
  while (delta > ((BASE - T_MIN) * T_MAX) / 2) {
    delta = Math.floor(delta / (BASE - T_MIN));
    k += BASE;
  }
  return k + Math.floor(((BASE - T_MIN + 1) * delta) / (delta + SKEW));
}
