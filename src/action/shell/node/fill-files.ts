import type { ShellWord } from "../../../model/invocation.ts";
import type { Call } from "../call.ts";
import type { Frame, Output } from "../frame.ts";
import { blur, readFeed, readOrigins, unknownFrom } from "../origin.ts";
import { findOperand, readOption } from "../program/options.ts";
import { readFile, readWritten, writeFile } from "./files.ts";
import type { Site } from "./source.ts";

type Words = readonly ShellWord[];

/** How a program puts what it reads into files, other than through its output. */
interface Filling {
  /** The files that it writes. */
  readonly into: (words: Words) => readonly string[];
  /** Options that take the next word, so that the files that it reads can be told. */
  readonly valued: string;
  /** What comes out is not what went in. */
  readonly decodes?: (words: Words) => boolean;
}

/** Follows what a call makes of its input, or of files that the line has written, into other files. */
export function followFilling(program: string, call: Call, frame: Frame): void {
  const filling = fillingOf(program);
  if (filling === undefined) return;
  const targets = filling.into(call.words);
  const text = targets.length === 0 ? undefined : readSources(filling, targets, { call, frame });
  if (text !== undefined) for (const target of targets) writeFile(target, text, frame);
}

let byName: ReadonlyMap<string, Filling> | undefined;

function fillingOf(program: string): Filling | undefined {
  byName ??= new Map(
    listFillings().flatMap(([names, filling]) =>
      names.split(" ").map((name) => [name, filling] as const),
    ),
  );
  return byName.get(program);
}

function listFillings(): readonly (readonly [names: string, filling: Filling])[] {
  const ours = optionIn("-o", "--output");
  return [
    ["sort gsort shuf gshuf", { into: ours, valued: "-o --output -k -t -T -S -n -i" }],
    ["iconv", { into: ours, valued: "-o --output -f -t" }],
    ["uniq guniq", { into: secondOf("-f -s -w"), valued: "-f -s -w" }],
    ["xxd", { into: secondOf("-c -l -s"), valued: "-c -l -s" }],
    [
      "split gsplit",
      { into: (words) => pieces(secondOf(PIECES)(words)[0] ?? "x"), valued: PIECES },
    ],
    [
      "csplit gcsplit",
      {
        into: (words) => pieces(optionIn("-f", "--prefix")(words)[0] ?? "xx"),
        valued: "-f --prefix -b -n",
      },
    ],
    ["gpg gpg2 age", { into: ours, valued: "-o --output -r -i -u", decodes: hasDecode }],
    ["openssl", { into: optionIn("-out"), valued: "-out -k -pass -K -iv", decodes: hasDecode }],
    ["base64 base32", { into: ours, valued: "-o -i -b -w", decodes: hasDecode }],
    ["uudecode", { into: ours, valued: "-o", decodes: () => true }],
    ["gunzip bunzip2 unxz unzstd", { into: unpacked, valued: "-S --suffix", decodes: () => true }],
    [
      "gzip bzip2 xz zstd",
      {
        into: (words) => (hasDecode(words) ? unpacked(words) : []),
        valued: "-S --suffix",
        decodes: () => true,
      },
    ],
  ];
}

const PIECES = "-a -b -C -l -n -t --filter --additional-suffix";

function optionIn(...names: readonly string[]): Filling["into"] {
  return (words) => readOption(words.slice(1), names).filter((each) => each !== "-");
}

/** The words that are no options and no values of those. */
export function operandsOf(words: Words, valued: string): readonly string[] {
  const syntax = { valued: valued.split(" ") };
  const found: string[] = [];
  for (let at = findOperand(words, 1, syntax); at < words.length && found.length < 16;) {
    found.push(words[at]?.value ?? "");
    at = findOperand(words, at + 1, syntax);
  }
  return found;
}

/** `uniq in out`. */
function secondOf(valued: string): Filling["into"] {
  return (words) => operandsOf(words, valued).slice(1, 2);
}

/** The first of the files that `split` and `csplit` make. */
function pieces(prefix: string): readonly string[] {
  return ["aa", "ab", "ac", "00", "01", "02", "000"].map((suffix) => prefix + suffix);
}

/** `x.gz` becomes `x`; what is told to be printed becomes none. */
function unpacked(words: Words): readonly string[] {
  if (words.some(({ value }) => /^-[a-zA-Z]*c|^--(?:stdout|to-stdout)$/.test(value))) return [];
  const named = operandsOf(words, "-S --suffix").map((file) =>
    file.replace(/\.(?:gz|bz2|xz|zst|Z)$/, ""),
  );
  return [...named, ...optionIn("-o")(words)];
}

function hasDecode(words: Words): boolean {
  return words.some(({ value }) => /^(?:-[a-zA-Z]*[dD]|--decrypt|--decode|-decrypt)$/.test(value));
}

/** What it reads: the files among its operands that the line has written, or else its input. */
function readSources(filling: Filling, targets: readonly string[], site: Site): Output | undefined {
  const { call, frame } = site;
  const named = operandsOf(call.words, filling.valued).filter((each) => !targets.includes(each));
  const texts = [...named, ...readOption(call.words.slice(1), ["-in"])].flatMap((name) =>
    name === "-" ? [] : (readWritten(name, frame) ?? []),
  );
  const fed = texts.length > 0 ? texts : [readInput(named, site)].flatMap((text) => text ?? []);
  if (fed.length === 0) return undefined;
  if (filling.decodes?.(call.words) === true)
    return unknownFrom([...fed.flatMap((text) => readOrigins(text)), "decoder"]);
  const [only] = fed;
  return fed.length === 1 && only !== undefined ? only : blur(fed);
}

function readInput(named: readonly string[], { call, frame }: Site): Output | undefined {
  const stream = call.words.find(({ value }) => /^\/dev\/(?:stdin|fd\/0)$/.test(value));
  if (stream !== undefined) return readFile(stream, call, frame);
  return named.every((name) => name === "-" || !/[./]/.test(name))
    ? readFeed(call.feed)
    : undefined;
}
