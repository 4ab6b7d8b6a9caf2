import type { ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Call } from "../call.ts";
import { toProgram } from "../call.ts";
import type { Frame } from "../frame.ts";
import { readFeed, unknownFrom } from "../origin.ts";
import { readDownloadTargets } from "../output/download-target.ts";
import { readOption } from "../program/options.ts";
import { toKey } from "./file-key.ts";
import { readFile, readWritten, writeFile } from "./files.ts";
import { tellWebShell } from "./web-shell.ts";
import { followTree } from "./fetch-trees.ts";
import { followFilling } from "./fill-files.ts";
import type { Site } from "./source.ts";

const COPIERS = new Set(["cp", "mv", "ln", "install", "link", "gcp", "gmv", "gln"]);

/** Follows what a call writes into files other than by redirection: copies, `tee`, `dd`, downloads. */
export function followFiles(program: string, call: Call, frame: Frame): void {
  if (COPIERS.has(program)) followCopy(call, frame);
  else if (program === "tee" || program === "sponge") followTee(call, frame);
  else if (program === "dd") followDd(call, frame);
  else {
    followFilling(program, call, frame);
    followTree(program, call, frame);
    for (const target of readDownloadTargets(program, call.words)) {
      writeFile(target, unknownFrom(["download"]), frame);
    }
  }
}

/** The program that a path is a copy of or a link to; undefined when the line has made none there. */
export function readCopied(word: ShellWord, frame: Frame): string | undefined {
  const { copies } = frame.scope.definitions;
  return copies.size > 0 && word.value.includes("/") ? copies.get(toKey(word.value)) : undefined;
}

/** `cp a b dir`: the last operand is the file, or the directory that gets files of the same names. */
function followCopy(call: Call, frame: Frame): void {
  const { words } = call;
  const operands = words.slice(1).filter(({ value }) => !value.startsWith("-"));
  const given = readOption(words.slice(1), ["-t", "--target-directory"])[0];
  const target = given ?? operands.at(-1)?.value;
  if (target === undefined || operands.length > 256) return;
  for (const source of operands) {
    if (source.value === target) continue;
    const name = source.value.slice(source.value.lastIndexOf("/") + 1);
    for (const path of [target, `${target}/${name}`]) copyFile(source, path, { call, frame });
  }
}

function copyFile(source: ShellWord, path: string, { call, frame }: Site): void {
  const { copies } = frame.scope.definitions;
  const isInput = source.value.startsWith("/dev/");
  const text = isInput ? readFile(source, call, frame) : readWritten(source.value, frame);
  if (text !== undefined && frame.engine.ledger.spendUnits(text.length))
    fillFile(path, text, frame);
  const original = readCopied(source, frame) ?? source.value;
  const isProgram = original.includes("/") && toProgram({ ...source, value: original }) !== UNKNOWN;
  if (isProgram && toKey(original) !== toKey(path)) copies.set(toKey(path), original);
}

function followTee({ words, feed }: Call, frame: Frame): void {
  const text = readFeed(feed);
  if (text === undefined) return;
  for (const { value } of words.slice(1)) if (!value.startsWith("-")) fillFile(value, text, frame);
}

function followDd({ words, feed }: Call, frame: Frame): void {
  const [from, to] = ["if=", "of="].map((name) =>
    words.find(({ value }) => value.startsWith(name))?.value.slice(name.length),
  );
  if (to === undefined) return;
  const text = from === undefined ? readFeed(feed) : readWritten(from, frame);
  if (text !== undefined) fillFile(to, text, frame);
}

function fillFile(path: string, text: string, frame: Frame): void {
  writeFile(path, text, frame);
  if (frame.engine.ledger.spendUnits(text.length)) tellWebShell(path, text, frame);
}
