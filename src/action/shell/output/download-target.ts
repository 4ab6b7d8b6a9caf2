import { readOption } from "../program/options.ts";
import type { ShellWord } from "../../../model/invocation.ts";

/** The files that a call fills with what the network sends, as written. Empty: it writes to its output. */
export function readDownloadTargets(
  program: string,
  words: readonly ShellWord[],
): readonly string[] {
  switch (program) {
    case "curl":
    case "curlie":
      return readCurl(words);
    case "wget":
    case "wget2":
      return readWget(words);
    case "aria2c":
    case "fetch":
    case "http":
    case "https":
    case "xh":
      return readOption(words.slice(1), ["-o", "--output", "--out"]);
    case "scp":
    case "rsync":
    case "aws":
    case "gsutil":
    case "gcloud":
      return readCopy(words.slice(1).map(({ value }) => value));
    default:
      return [];
  }
}

function readCurl(words: readonly ShellWord[]): readonly string[] {
  const named = readClustered(words, /^-[a-zA-Z#]*?o([\s\S]*)$/);
  const remote = words.some(({ value }) => /^-[a-zA-Z#]*O|^--remote-name/.test(value));
  const long = readOption(words.slice(1), ["--output"]);
  return [...named, ...long, ...(remote ? words.flatMap(nameOfUrl) : [])].filter(isFile);
}

function readWget(words: readonly ShellWord[]): readonly string[] {
  const named = [
    ...readClustered(words, /^-[a-zA-Z]*?O([\s\S]*)$/),
    ...readOption(words.slice(1), ["--output-document"]),
  ];
  return named.length > 0 ? named.filter(isFile) : words.slice(1).flatMap(nameOfUrl);
}

/** Values of a letter that may stand in a cluster: the rest of the word, or the next. */
function readClustered(words: readonly ShellWord[], letter: RegExp): readonly string[] {
  return words.flatMap(({ value }, at) => {
    const rest = letter.exec(value)?.[1];
    if (rest === undefined) return [];
    return rest === "" ? (words[at + 1]?.value ?? []) : rest;
  });
}

/** The last segment of a URL's path. */
function nameOfUrl({ value }: ShellWord): readonly string[] {
  if (value.startsWith("-") || !value.includes("/")) return [];
  const path = value.split(/[?#]/, 1)[0] ?? "";
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name === "" ? [] : [name];
}

/** `scp host:x y`, `aws s3 cp s3://x y`: the last operand, when an earlier one is remote. */
function readCopy(args: readonly string[]): readonly string[] {
  const target = args.at(-1) ?? "";
  const source = args.findLast((arg, at) => at < args.length - 1 && /^[^-/.][^/]*:/.test(arg));
  if (source === undefined || !isFile(target) || target.includes(":")) return [];
  const name = source.slice(Math.max(source.lastIndexOf("/"), source.lastIndexOf(":")) + 1);
  return [target, `${target}/${name}`];
}

function isFile(target: string): boolean {
  return target !== "-" && !target.startsWith("/dev/std");
}
