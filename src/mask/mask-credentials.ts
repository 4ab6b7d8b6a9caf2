import { isSecretName, mayHoldSecretName } from "./secret-name.ts";

/** What stands in the place of a credential that its surroundings gave away. */
export const CREDENTIAL_MASK = "[credential]";

/**
 * A name and what separates it from its value: `--password `, `PGPASSWORD=`, `"apiKey": `,
 * `X-Api-Key: `. Each run of name characters is scanned once, so the cost is linear.
 */
const NAME = /(?<![\w.-])([A-Za-z_-][\w.-]*)(\]?\\{0,2}["']?(?:\s{0,8}[:=]\s{0,8}|\s{1,8}))/g;

/** What a span has been replaced by; it must not be taken for `secret: value`. */
const LABEL = /\[(?:secret|pii): [\w-]{1,80}\]/y;

/** A value as a shell or JSON would delimit it. Its alternatives differ in their first character. */
const VALUE = /(?:"(?:[^"\\]|\\[^])*(?:"|$)|'[^']*(?:'|$)|\\[^]|[^\s"'\\&;|<>()])+/y;

/** After `"name":` a quoted value ends with its quote; in a shell word it may go on. */
const MEMBER_VALUE = /"(?:[^"\\]|\\[^])*(?:"|$)|'[^']*(?:'|$)/y;

/** A header's value has spaces: it goes to the end of the quoted word, or of the line. */
const HEADER_VALUE = /(?:\\[^]|[^"'\\\r\n])+/y;

const HEADER_NAME = /^(?:proxy-)?authorization$|^(?:set-)?cookie$/i;

const URL_USER = /([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#'"<>]{1,2048}@/gi;

/** `user:password@host` without a scheme, as git, scp and curl take it. */
const BARE_USER = /(?<![\w.+:/-])([\w.+-]{1,64}):[^\s@/'"]{1,256}@(?=[\w[])/g;

const BEARER = /\b(bearer\s{1,8})[\w.~+/=-]{8,}/gi;

/**
 * Masks what stands where credentials stand, whether or not a rule has found it: after
 * `--password`, in `NAME=value` and `"name": "value"` when the name says so, in an `Authorization`
 * header, before the `@` of a URL. Works on any text, linear in its length.
 */
export function maskCredentials(text: string): string {
  // Most texts have no name that announces a credential, and no `@`: they cost no pass at all.
  const named = mayHoldSecretName(text);
  const masked = named && hasSeparator(text) ? maskNamedValues(text) : text;
  const anonymous = masked.includes("@") ? maskUsers(masked) : masked;
  return named ? anonymous.replace(BEARER, `$1${CREDENTIAL_MASK}`) : anonymous;
}

/** What `announcesValue` asks for: `:`, `=`, or a flag. */
function hasSeparator(text: string): boolean {
  return text.includes("=") || text.includes(":") || text.includes("-");
}

function maskUsers(text: string): string {
  return text
    .replace(URL_USER, `$1${CREDENTIAL_MASK}@`)
    .replace(BARE_USER, `$1:${CREDENTIAL_MASK}@`);
}

function maskNamedValues(text: string): string {
  const pieces: string[] = [];
  let copied = 0;
  NAME.lastIndex = 0;
  for (let match = NAME.exec(text); match !== null; match = NAME.exec(text)) {
    const [, name = "", separator = ""] = match;
    if (!announcesValue(name, separator)) continue;
    const start = NAME.lastIndex;
    const end = isLabel(text, match.index - 1) ? start : findValueEnd(text, start, match);
    if (end === start) continue;
    pieces.push(text.slice(copied, start), CREDENTIAL_MASK);
    copied = end;
    NAME.lastIndex = end;
  }
  return pieces.join("") + text.slice(copied);
}

/** A value after nothing but a space belongs to a flag; other names need `=` or `:`. */
function announcesValue(name: string, separator: string): boolean {
  const isFlag = name.startsWith("-");
  return (isFlag || /[:=]/.test(separator)) && isSecretName(name);
}

function isLabel(text: string, index: number): boolean {
  LABEL.lastIndex = Math.max(0, index);
  return LABEL.test(text);
}

function findValueEnd(text: string, start: number, match: RegExpExecArray): number {
  const [, name = "", separator = ""] = match;
  const quoted = text[start] === '"' || text[start] === "'";
  const value = toValuePattern(name, separator, quoted);
  value.lastIndex = start;
  return start + (value.exec(text)?.[0].length ?? 0);
}

function toValuePattern(name: string, separator: string, quoted: boolean): RegExp {
  if (quoted && /^["']/.test(separator)) return MEMBER_VALUE;
  return HEADER_NAME.test(name) && !quoted ? HEADER_VALUE : VALUE;
}
