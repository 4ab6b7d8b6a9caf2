/** The name before the `@` of an address; the host behind it says where something went. */
const MAILBOX =
  /[\w.%+-]{1,64}@(?=(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}(?![\w-]))(?!(?:[\w-]+\.)?example\.)/g;

/** Capitals and digits, in groups or not, as offices and banks give them out. */
const NUMBER = /(?<![A-Za-z0-9]|[0-9]\.)\+?[A-Z0-9](?:[ .-]?[A-Z0-9]){7,33}(?![A-Za-z0-9])/g;

const UUID = /^[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/;
const ADDRESS = /^(?:[0-9]{1,3}\.){3}[0-9]{1,3}$/;
const DAY = /^(?:19|20)[0-9]{2}-?[01][0-9]-?[0-3][0-9](?:[ -][0-9]{2}){0,3}$/;

/** Fewer digits are no number of a person, nor worth a pattern. */
const MIN_DIGITS = 6;
/** The same where no capital letter is beside them. */
const MIN_PLAIN_DIGITS = 9;

/**
 * Masks what looks like a person's: the name in an e-mail address, numbers of nine digits and more, shorter ones with
 * capital letters. For the record, which no rule has read as a whole: paths, parts of URLs, ids. UUIDs, addresses of
 * machines and days stay.
 */
export function maskPersonalShapes(text: string): string {
  const nameless = text.includes("@") ? text.replace(MAILBOX, maskMailbox) : text;
  return mayHoldNumber(nameless) ? nameless.replace(NUMBER, maskNumber) : nameless;
}

function maskMailbox(mailbox: string): string {
  return /^(?:git|no-?reply)@$/i.test(mailbox) ? mailbox : "[name]@";
}

function maskNumber(word: string): string {
  return isPersonal(word) ? "[number?]" : word;
}

function isPersonal(word: string): boolean {
  if (UUID.test(word) || ADDRESS.test(word) || DAY.test(word)) return false;
  const plain = word.replace(/[^0-9]/g, "");
  const digits = plain.length;
  if (!/[A-Z]/.test(word)) return digits >= MIN_PLAIN_DIGITS && !plain.includes("123456789");
  // Words in capitals stand beside numbers; an account number begins with its country.
  if (word.includes(" ")) return digits >= 10 && /^[A-Z]{2} ?[0-9]{2}/.test(word);
  return digits >= MIN_DIGITS;
}

/**
 * Whether anything can be a number of a person: asked of every text of every record, most of which have none, and a
 * regular expression costs more to compile than this to run. Letters and digits in one go after a small letter are none.
 */
function mayHoldNumber(text: string): boolean {
  let digits = 0;
  let hasCapital = false;
  let isWord = false;
  for (let at = 0; at < text.length; at += 1) {
    const kind = kindOf(text.charCodeAt(at));
    isWord = staysWord(kind, isWord);
    const stands = !isWord && kind !== "other";
    digits = stands ? digits + Number(kind === "digit") : 0;
    hasCapital = stands && (hasCapital || kind === "capital");
    if (digits >= (hasCapital ? MIN_DIGITS : MIN_PLAIN_DIGITS)) return true;
  }
  return false;
}

function staysWord(kind: Kind, isWord: boolean): boolean {
  return kind === "small" || (isWord && (kind === "digit" || kind === "capital"));
}

type Kind = "digit" | "capital" | "small" | "join" | "other";

/** `join` for a blank, a dot, a hyphen, which stand within numbers. */
function kindOf(code: number): Kind {
  if (code >= 0x30 && code <= 0x39) return "digit";
  if (code >= 0x41 && code <= 0x5a) return "capital";
  if (code >= 0x61 && code <= 0x7a) return "small";
  return code === 0x20 || code === 0x2e || code === 0x2d ? "join" : "other";
}
