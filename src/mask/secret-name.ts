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

/**
 * Whether a name (of a variable, a flag without its dashes, a header, a JSON key) announces a
 * credential. Prefers a mask too many: a record loses little by it.
 */
export function isSecretName(name: string): boolean {
  if (name.length > 256) return false;
  const plain = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  const words = plain.split(/[^a-z0-9]+/).filter(Boolean);
  const joined = words.join("_");
  if (HARMLESS.has(joined)) return false;
  if (SECRET_PART.test(joined)) return true;
  // DB_KEY and STRIPE_KEY are credentials; a lone "key" is anything.
  if (words.length > 1 && words.at(-1) === "key") return true;
  return words.some((word) => SECRET_WORDS.has(word));
}
