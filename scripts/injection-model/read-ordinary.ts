import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { type LabelledText, toOrdinary } from "./read-rows.ts";

/** Text files are read this far, and at most so many of a directory, evenly spread over its files. */
const MAX_UNITS = 40_000;
const MAX_FILES = 1500;
const EXCERPT_UNITS = 240;
const MIN_UNITS = 40;
const TEXT =
  /\.(?:md|txt|js|mjs|ts|json|ya?ml|py|go|sh|css|html)$|(?:^|\/)(?:LICEN[CS]E|COPYING|NOTICE)[^/]*$/;

/** What stands in a directory, taken for texts that instruct nobody. */
export function readOrdinary(directory: string): LabelledText[] {
  const files = readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => TEXT.test(name) && statSync(path.join(directory, name)).isFile())
    .toSorted();
  const step = Math.max(1, Math.floor(files.length / MAX_FILES));
  return files
    .filter((_, at) => at % step === 0)
    .flatMap((name) => {
      const text = readFileSync(path.join(directory, name), "utf8").slice(0, MAX_UNITS);
      const group = name.split(path.sep)[0] ?? name;
      return [text, excerptOf(text)]
        .filter((each) => each.length > MIN_UNITS)
        .map((each) => toOrdinary(each, group));
    });
}

/** A few lines out of the middle: short texts are read too. */
function excerptOf(text: string): string {
  const start = text.indexOf("\n", text.length >> 1) + 1;
  return text.slice(start, start + EXCERPT_UNITS).trim();
}
