import type { ShellWord } from "../../../model/invocation.ts";
import { remoteHost } from "../../access/remote-host.ts";
import type { Call } from "../call.ts";
import type { Frame } from "../frame.ts";
import { readOrigins } from "../origin.ts";
import { readOption } from "../program/options.ts";
import { readWritten } from "./files.ts";
import { operandsOf } from "./fill-files.ts";
import { writeTree } from "./trees.ts";

type Words = readonly ShellWord[];

/** Follows what a call fills a directory with, out of the network: a clone, or an archive that came over it. */
export function followTree(program: string, call: Call, frame: Frame): void {
  const directory = treeOf(program, call, frame);
  if (directory !== undefined) writeTree(directory, frame);
}

function treeOf(program: string, call: Call, frame: Frame): string | undefined {
  switch (program) {
    case "git":
    case "gh":
    case "hg":
      return clonedBy(call.words, "clone");
    case "svn":
      return clonedBy(call.words, "checkout") ?? clonedBy(call.words, "co");
    case "tar":
    case "gtar":
    case "bsdtar":
      return unpackedBy(call, frame, ["-C", "--directory"]);
    case "unzip":
      return unpackedBy(call, frame, ["-d"]);
    default:
      return undefined;
  }
}

const CLONE_VALUED =
  "-b --branch -o --origin -u --upload-pack -c --config --depth --reference -j --jobs --filter -r --revision " +
  "--shallow-since --shallow-exclude --template --separate-git-dir";

/** `git clone URL dir`, `gh repo clone owner/name`. */
function clonedBy(words: Words, verb: string): string | undefined {
  const at = words.findIndex(({ value }, index) => index > 0 && index < 16 && value === verb);
  if (at < 0) return undefined;
  const [source, target] = operandsOf(words.slice(at), CLONE_VALUED);
  if (source === undefined) return undefined;
  const isRemote = source.includes("://")
    ? !source.startsWith("file:")
    : isElsewhere(source, words);
  if (!isRemote) return undefined;
  return (
    target ??
    source
      .replace(/\/+$/, "")
      .replace(/^.*[/:]/, "")
      .replace(/\.git$/, "")
  );
}

function isElsewhere(source: string, [program]: Words): boolean {
  return remoteHost(source) !== undefined || program?.value === "gh";
}

/** An archive that is unpacked out of the pipe, or that the line has fetched before. */
function unpackedBy(call: Call, frame: Frame, into: readonly string[]): string | undefined {
  const args = call.words.slice(1, 64);
  if (call.words[0]?.value.endsWith("tar") === true && !isExtracting(args)) return undefined;
  const isFed = call.feed.kind === "pipe" && call.feed.origins?.includes("download") === true;
  const isFetched =
    isFed ||
    args.some(({ value }) => readOrigins(readWritten(value, frame) ?? "").includes("download"));
  return isFetched ? (readOption(args, into)[0] ?? ".") : undefined;
}

function isExtracting([first, ...rest]: Words): boolean {
  if (first === undefined) return false;
  return (
    /^[a-zA-Z]{0,8}x/.test(first.value) ||
    [first, ...rest].some(({ value }) => /^-[a-zA-Z]*x|^--(?:extract|get)$/.test(value))
  );
}
