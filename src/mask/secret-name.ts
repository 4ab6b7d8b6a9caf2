/** Parts of a name that say that its value is a credential. */
const SECRET_PART =
  /passw|passphrase|passcode|pwd|secret|credential|authori[sz]ation|token(?!s|iz)|api_?key|cookie|signature|private_?key|access_?key|auth_?key|bearer/;

/** Whole words that say so: longer names merely contain them (`author`, `bypass`, `signal`). */
const SECRET_WORDS: ReadonlySet<string> = new Set([
  "pass",
  "auth",
  "sig",
  "pin",
  "otp",
  "psk",
  "jwt",
  "pat",
  "sas",
]);

/** Names that contain such a part and hold no credential. */
const HARMLESS: ReadonlySet<string> = new Set(["pwd", "oldpwd", "public_key", "publickey"]);

/** Every secret name has one of these in it, whatever its case and separators. */
const STEMS = [
  "pass",
  "pwd",
  "secret",
  "credential",
  "auth",
  "token",
  "key",
  "cookie",
  "signature",
  "bearer",
];

/** Or one of these, not followed by more of the same word. */
const SHORT_WORDS = ["sig", "pin", "otp", "psk", "jwt", "pat", "sas"];

/**
 * Whether a name (of a variable, a flag without its dashes, a header, a JSON key) announces a
 * credential. Prefers a mask too many: a record loses little by it.
 */
export function isSecretName(name: string): boolean {
  if (name.length > 256 || !mayHoldSecretName(name)) return false;
  const plain = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  const words = plain.split(/[^a-z0-9]+/).filter(Boolean);
  const joined = words.join("_");
  if (HARMLESS.has(joined)) return false;
  if (SECRET_PART.test(joined)) return true;
  // DB_KEY and STRIPE_KEY are credentials; a lone "key" is anything.
  if (words.length > 1 && words.at(-1) === "key") return true;
  return words.some((word) => SECRET_WORDS.has(word));
}

/**
 * False only for a text in which no part is a secret name. Cheap enough for every text of every
 * call: a regular expression costs more to compile than this costs to run.
 */
export function mayHoldSecretName(text: string): boolean {
  const plain = text.toLowerCase();
  return (
    STEMS.some((stem) => plain.includes(stem)) ||
    SHORT_WORDS.some((word) => holdsWord(plain, word, text))
  );
}

/** Whether `word` ends somewhere as a word may: not before a lower-case letter or a digit. */
function holdsWord(plain: string, word: string, text: string): boolean {
  // A character that is longer in lower case has moved the rest.
  const moved = plain.length !== text.length;
  for (let at = plain.indexOf(word); at !== -1; at = plain.indexOf(word, at + 1)) {
    if (moved || !isLowerOrDigit(text.charCodeAt(at + word.length))) return true;
  }
  return false;
}

function isLowerOrDigit(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}
