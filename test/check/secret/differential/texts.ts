import type { Configuration } from "./configurations.ts";
import { type Random, randomFrom } from "./random.ts";

/** A made-up file. */
export interface MadeText {
  /** Within the directory of texts. */
  readonly name: string;
  readonly text: string;
}

const NAMES = [
  "src/app.env",
  "src/main.ts",
  "test/a.py",
  "Test/b.md",
  "docs/read.md",
  "package-lock.json",
  "c.txt",
] as const;

/** Texts in which the rules of a configuration may find something, and others may keep them from it. */
export function makeTexts(configuration: Configuration, seed: number, count: number): MadeText[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, nth) => {
    const name = random.pick(NAMES);
    const dot = name.lastIndexOf(".");
    const text = makeText(configuration, random);
    // A file without anything in it is not looked at.
    return {
      name: `${nth}/${name.slice(0, dot)}${name.slice(dot)}`,
      text: text === "" ? "x" : text,
    };
  });
}

function makeText(configuration: Configuration, random: Random): string {
  const end = random.chance(0.1) ? "\r\n" : "\n";
  const lines = Array.from({ length: 1 + random.below(6) }, () => makeLine(configuration, random));
  return lines.join(end) + (random.chance(0.6) ? end : "");
}

function makeLine(configuration: Configuration, random: Random): string {
  const parts = Array.from({ length: 1 + random.below(3) }, () => makePart(configuration, random));
  const line = parts.join(random.pick([" ", "", " = ", '"', "; ", ", "]));
  const comment = random.chance(0.06) ? random.pick([" # gitleaks:allow", " // ALLOWED"]) : "";
  return `${random.pick(["", "", "  ", "const a = "])}${line}${comment}`;
}

function makePart({ patterns, keywords }: Configuration, random: Random): string {
  const [first, ...others] = patterns;
  const kind = random.below(20);
  if (first === undefined || kind < 4) return makeNoise(keywords, random);
  const sample = random.pick([first, ...others]).sample(random);
  if (kind < 13) return sample;
  return encode(`${random.pick(["", "token: ", "export A="])}${sample}`, random);
}

function makeNoise(keywords: readonly string[], random: Random): string {
  const words = [
    "value",
    "= null",
    "0x00",
    "tok",
    "naïve",
    "日本",
    "",
    "https://example.com/a%20b",
  ] as const;
  if (random.chance(0.05)) return "🙂🙂";
  if (random.chance(0.3)) return keywords[0] ?? "key";
  return random.pick(words);
}

/** A text in one of the forms that gitleaks decodes, or in one within another. */
function encode(text: string, random: Random): string {
  const bytes = Buffer.from(text);
  const codes = [...text].map((char) => (char.codePointAt(0) ?? 0).toString(16).padStart(4, "0"));
  const forms: readonly [string, ...string[]] = [
    bytes.toString("base64"),
    bytes.toString("base64url"),
    bytes.toString("hex"),
    [...bytes].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
    encodeURIComponent(text),
    codes.map((code) => `\\u${code}`).join(""),
    codes.map((code) => `U+${code.toUpperCase()}`).join(" "),
    text.replace(/[aeiou_=]/g, (char) => `%${char.charCodeAt(0).toString(16)}`),
  ];
  const encoded = random.pick(forms);
  return random.chance(0.25) ? encode(encoded, random) : encoded;
}
