import type { Feed, Origin } from "../../model/invocation.ts";
import { UNKNOWN } from "../../model/invocation.ts";

/**
 * Inside the walk an unknown part of a text carries where it comes from behind it, so that it keeps it
 * through variables, files and quotes. Noncharacters of Unicode: no text has them. What leaves the walk
 * has none.
 */
const MARKS: Readonly<Record<Origin, string>> = {
  download: "\uFDD0",
  decoder: "\uFDD1",
  environment: "\uFDD2",
  local: "\uFDD3",
  generator: "\uFDD4",
  fetched: "\uFDD5",
};

/** Only a number, or text between quotes: `jq .count`. */
const DATA = "\uFDD6";

const ORIGINS = ["download", "decoder", "environment", "local", "generator", "fetched"] as const;
const MARK = /[\uFDD0-\uFDD6]/;
const MARKED = /\uFFFC[\uFDD0-\uFDD6]*/g;
const WHOLLY_UNKNOWN = /^\s*\uFFFC[\uFFFC\uFDD0-\uFDD6\s]*$/;

/** Most texts are ASCII, and so have none. */
function hasMark(text: string): boolean {
  return Buffer.byteLength(text) !== text.length && MARK.test(text);
}

/** A source as the walk may read it: marks in it are no marks of ours. */
export function refuseMarks(source: string): string {
  return hasMark(source) ? source.replaceAll(/[\uFDD0-\uFDD6]/g, UNKNOWN) : source;
}

/** The text as everyone else gets it. */
export function stripMarks(text: string): string {
  return hasMark(text) ? text.replaceAll(/[\uFDD0-\uFDD6]/g, "") : text;
}

/** Where the unknown parts of a text come from, each once. */
export function readOrigins(text: string): readonly Origin[] {
  return hasMark(text) ? ORIGINS.filter((origin) => text.includes(MARKS[origin])) : [];
}

/** `UNKNOWN`, from there. */
export function unknownFrom(origins: readonly Origin[]): string {
  return UNKNOWN + ORIGINS.map((each) => (origins.includes(each) ? MARKS[each] : "")).join("");
}

/** The text with every unknown part coming from there too. */
export function addOrigins(text: string, origins: readonly Origin[]): string {
  if (origins.length === 0 || !text.includes(UNKNOWN)) return text;
  return text.replaceAll(MARKED, (part) => unknownFrom([...readOrigins(part), ...origins]));
}

/** The text with every unknown part being no more than a number or a text between quotes, wherever it comes from. */
export function markData(text: string): string {
  return text.replaceAll(MARKED, (part) => (part.endsWith(DATA) ? part : part + DATA));
}

/** Where from far away a text comes that its reader may take for more than data. */
export function readForeign(text: string): readonly Origin[] {
  const parts = hasMark(text) ? (text.match(MARKED) ?? []) : [];
  const open = parts.filter((part) => !part.endsWith(DATA)).join("");
  return readOrigins(open).filter((each) => each === "download" || each === "decoder");
}

/** One unknown text for several that it may be. What comes of many things is of no one file any more. */
export function blur(texts: readonly string[]): string {
  const origins = new Set(texts.flatMap(readOrigins));
  origins.delete("local");
  origins.delete("generator");
  return unknownFrom([...origins]);
}

/** Whether nothing of the text is known. */
export function isUnknown(text: string): boolean {
  return WHOLLY_UNKNOWN.test(text);
}

/** Whether the text is wholly unknown, and every part of it comes from one of these and nowhere else. */
export function isOnlyFrom(text: string, allowed: readonly Origin[]): boolean {
  if (!isUnknown(text)) return false;
  return (text.match(MARKED) ?? []).every((part) => {
    const origins = readOrigins(part);
    return origins.length > 0 && origins.every((origin) => allowed.includes(origin));
  });
}

/** What standard input gives, as far as it is known; undefined when the line does not feed it. */
export function readFeed(feed: Feed): string | undefined {
  if (feed.kind === "inherited") return undefined;
  return feed.kind === "text" ? feed.text : unknownFrom(feed.origins ?? []);
}

/** Where what standard input gives comes from. */
export function feedOrigins(feed: Feed): readonly Origin[] {
  if (feed.kind === "inherited") return [];
  return feed.kind === "text" ? readOrigins(feed.text) : (feed.origins ?? []);
}

/** What the reader of a pipe or a file gets: a text when at least part of it is known. */
export function toFeed(output: string): Feed {
  if (output.trim() === "" || isUnknown(output)) {
    const origins = readOrigins(output);
    return origins.length === 0 ? { kind: "pipe" } : { kind: "pipe", origins };
  }
  return { kind: "text", text: output, dynamic: output.includes(UNKNOWN) };
}
