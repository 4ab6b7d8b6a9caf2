const ALPHABETS: Readonly<Record<string, string>> = {
  digit: "0123456789",
  hex: "0123456789abcdef",
  HEX: "0123456789ABCDEF",
  lower: "abcdefghijklmnopqrstuvwxyz",
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  lowernum: "abcdefghijklmnopqrstuvwxyz0123456789",
  uppernum: "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
  alnum: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
  x: "x",
  dash: "-",
  base32: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
  BECH32: "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
  base58: "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
  base64: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
  base64url: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
};

/** The length of a line of a PEM block (RFC 7468 §2). */
const PEM_LINE = 64;

/**
 * Expands `{alnum:36}` and its kin into made-up characters, `{uuid}` into a UUID and
 * `{pem:RSA PRIVATE KEY}` into a PEM block: so that examples of secrets stand in no file. The same
 * template always gives the same text. Anything else in braces stays as it is.
 */
export function expandTemplate(template: string): string {
  const next = randomFrom(template);
  const pick = (alphabet: string, count: number): string =>
    Array.from({ length: count }, () => alphabet[Math.floor(next() * alphabet.length)]).join("");
  return template
    .replaceAll("{uuid}", "{hex:8}-{hex:4}-4{hex:3}-a{hex:3}-{hex:12}")
    .replaceAll(/\{pem:([A-Z0-9 ]+)\}/g, (_, label: string) => pemTemplate(label))
    .replaceAll(/\{(\w+):(\d{1,4})\}/g, (whole, name: string, count: string) => {
      const alphabet = Object.hasOwn(ALPHABETS, name) ? ALPHABETS[name] : undefined;
      return alphabet === undefined ? whole : pick(alphabet, Number(count));
    });
}

/** What a template asks for that there is not, as `{foo:32}`, with what there is; `undefined` when all is known. */
export function findUnknownClass(template: string): string | undefined {
  const classes = Object.keys(ALPHABETS);
  const unknown = [...template.matchAll(/\{(\w+):\d{1,4}\}/g)].find(
    ([, name = ""]) => !classes.includes(name),
  );
  return unknown && `there is no ${unknown[0]}; there are ${classes.join(", ")}, uuid and pem`;
}

function pemTemplate(label: string): string {
  const line = `{base64:${PEM_LINE}}`;
  return [`-----BEGIN ${label}-----`, line, line, line, `-----END ${label}-----`].join("\n");
}

/** Numbers in [0, 1) that only the seed decides: FNV-1a into xorshift32. */
function randomFrom(seed: string): () => number {
  let state = 0x811c9dc5;
  for (let index = 0; index < seed.length; index += 1) {
    state = Math.imul(state ^ seed.charCodeAt(index), 0x01000193) >>> 0;
  }
  state ||= 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}
