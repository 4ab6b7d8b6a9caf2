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

/**
 * Masks what looks like a person's: the name in an e-mail address, numbers of nine digits and more, shorter ones with
 * capital letters. For the record, which no rule has read as a whole: paths, parts of URLs, ids. UUIDs, addresses of
 * machines and days stay.
 */
export function maskPersonalShapes(text: string): string {
  const nameless = text.includes("@") ? text.replace(MAILBOX, maskMailbox) : text;
  return hasDigits(nameless) ? nameless.replace(NUMBER, maskNumber) : nameless;
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
  if (!/[A-Z]/.test(word)) return digits >= 9 && !plain.includes("123456789");
  // Words in capitals stand beside numbers; an account number begins with its country.
  if (word.includes(" ")) return digits >= 10 && /^[A-Z]{2} ?[0-9]{2}/.test(word);
  return digits >= MIN_DIGITS;
}

function hasDigits(text: string): boolean {
  let count = 0;
  for (let at = 0; at < text.length && count < MIN_DIGITS; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) count += 1;
  }
  return count === MIN_DIGITS;
}
