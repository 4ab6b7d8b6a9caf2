/** Letters of other alphabets that look like Latin ones, by the letter they are read as. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  a: "аɑαᴀ",
  b: "ЬƄʙ",
  c: "сϲᴄ",
  d: "ԁᴅ",
  e: "еєεᴇ",
  f: "ꜰ",
  g: "ɡɢ",
  h: "һʜ",
  i: "іιıɪ",
  j: "јᴊ",
  k: "кκᴋ",
  l: "ӏʟ",
  m: "мᴍ",
  n: "ոɴ",
  o: "оοօᴏ",
  p: "рρᴘ",
  q: "ꞯ",
  r: "ʀ",
  s: "ѕꜱ",
  t: "тτᴛ",
  u: "υսᴜ",
  v: "ѵνᴠ",
  w: "ԝᴡ",
  x: "хχ",
  y: "уγʏ",
  z: "ᴢ",
};

/** The blocks that the look-alikes are in: IPA, Greek, Cyrillic, Armenian, phonetic and small capitals. */
const LOOKALIKE = /[\u0250-\u058F\u1D00-\u1D7F\uA730-\uA7AF]/;

/** A word of Latin letters, their look-alikes, and the alphabets that those are of. */
const LETTERS = /[A-Za-z\u0250-\u058F\u1D00-\u1D7F\uA730-\uA7AF]+/g;
/** Greek, Cyrillic and Armenian, whole words of it; and a letter of theirs that looks like no Latin one. */
const ALPHABET = /^(?:[\u0370-\u03FF]+|[\u0400-\u052F]+|[\u0531-\u058F]+)$/;
const FOREIGN = /[\u0370-\u058F]/;

/**
 * The text as a reader takes it in, for patterns to be run on: compatibility forms, accents and
 * look-alike letters made plain, hidden characters dropped or, for Unicode tags, read; lower case;
 * white space and the marks of comments and quotes at the start of a line as one blank. Line breaks
 * stay, so lines can be counted.
 */
export function normaliseText(text: string): string {
  const shown = text.includes("\u001B") ? dropEscapes(text) : text;
  const plain = /[^\x00-\x7f]/.test(shown) ? flattenUnicode(shown) : shown;
  const decoded = plain.includes("&") ? decodeEntities(plain) : plain;
  return joinLetters(decoded)
    .toLowerCase()
    .replace(/[^\S\n]{2,}|[^\S\n ]/g, " ")
    .replace(/^(?: |[*#>|]|\/\/|--)+/, "")
    .replace(/ ?\n(?: |[*#>|]|\/\/|--)*/g, "\n");
}

/** What a terminal obeys instead of showing goes; what it is told as a title or a link (ECMA-48 §8.3.89) is read. */
function dropEscapes(text: string): string {
  return text
    .replace(/\u001B\[[0-9;:?]{0,60}[A-Za-z]/g, "")
    .replace(/\u001B\]([^\u0007\u001B\n]{0,2000})(?:\u0007|\u001B\\)/g, " $1 ");
}

function flattenUnicode(text: string): string {
  const seen = text
    .replace(/[\u{E0020}-\u{E007E}]/gu, (tag) =>
      String.fromCharCode((tag.codePointAt(0) ?? 0) - 0xe0000),
    )
    // Soft hyphens, zero-width and directional characters, variation selectors (UAX #44).
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .normalize("NFKD")
    .replace(/[\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF]|[\u0483-\u0489]/g, "")
    .replace(/[‘’ʼ]/g, "'");
  return LOOKALIKE.test(seen) ? readLookalikes(seen) : seen;
}

function readLookalikes(text: string): string {
  const latin = new Map<string, string>();
  for (const [letter, others] of Object.entries(LOOKALIKES)) {
    for (const other of others) {
      latin.set(other, letter);
      latin.set(other.toUpperCase(), letter.toUpperCase());
    }
  }
  const read = (letters: string) =>
    letters.replace(new RegExp(LOOKALIKE, "g"), (letter) => latin.get(letter) ?? letter);
  // A word with letters that look like no Latin one, and no Latin ones, is of another language.
  return text.replace(LETTERS, (word) => {
    const latinised = read(word);
    return ALPHABET.test(word) && !/[A-Za-z]/.test(word) && FOREIGN.test(latinised)
      ? word
      : latinised;
  });
}

function decodeEntities(text: string): string {
  return text
    .replace(/&(?:nbsp|ensp|emsp|thinsp);/g, " ")
    .replace(/&#(?:[xX]([0-9A-Fa-f]{1,6})|([0-9]{1,7}));?/g, (whole, hex, decimal) => {
      const code = hex ? Number.parseInt(String(hex), 16) : Number(decimal);
      // A line break would change the count of lines.
      if (code === 10 || code === 13) return " ";
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : String(whole);
    });
}

/**
 * `I g n o r e  a l l` as `Ignore all`, `i.g.n.o.r.e` as `ignore`: single characters with blanks or other
 * separators between, a dozen or more.
 */
function joinLetters(text: string): string {
  const dotted = text.replace(
    /(?<![A-Za-z0-9])[A-Za-z0-9](?:[._|/-][A-Za-z0-9](?![A-Za-z0-9])){11,}/g,
    (run) => run.replace(/[._|/-]/g, ""),
  );
  return dotted.replace(/(?<!\S)[^\s](?: {1,3}[^\s](?!\S)){11,}/g, (run) => {
    const wide = / {2}/.test(run);
    return run.replace(/ +/g, (gap) => (wide && gap.length > 1 ? " " : ""));
  });
}
