import { UNKNOWN } from "../../../model/invocation.ts";
import type { CallSite, Handler } from "../language.ts";
import { callbackWith } from "../read/call.ts";
import { asText, itemsOf, joinValues, NOTHING, toList, toText, type Value } from "../value.ts";
import { argument } from "./given.ts";

/** Whatever is in a directory, at any depth. */
const ALL = "*";

/** What stands at the end of a path for all that is there. */
const ALL_AT_END = /(?:(?:^|\/)\.?\*{1,2}(?:\.\*)?)+$/;

/** Words of code that looks at each file before it does anything to it. */
const FILTERS =
  /^(?:endswith|startswith|endsWith|startsWith|end_with|start_with|end_with\?|start_with\?|suffix|suffixes|splitext|extname|fnmatch|match|match\?|test|includes|include\?|preg_match|str_ends_with|str_starts_with|pathinfo|getExtension|filemtime|getMTime|mtime|mtimeMs|st_mtime|getmtime|stem|parts)$/;

/** Whether a word says that not all of what is listed is meant. */
export function isFilter(word: string): boolean {
  return FILTERS.test(word);
}

/** The directory all of whose files the path stands for, with the `/*` behind it. */
export function toWhole(path: string): string | undefined {
  if (!ALL_AT_END.test(path)) return undefined;
  return path.replace(ALL_AT_END, (_, at: number) =>
    at === 0 && !path.startsWith("/") ? "*" : "/*",
  );
}

/** A path in which all that is in a directory is one file of it that is not known. */
export function toOne(path: string): string {
  const whole = toWhole(path);
  return whole === undefined ? path : `${whole.slice(0, -ALL.length)}${UNKNOWN}`;
}

function below(path: Value, name = ALL): Value {
  return joinValues([trimmed(path), toText(name)], "/");
}

function trimmed(path: Value): Value {
  const text = asText(path);
  return text.text.endsWith("/") ? { ...text, text: text.text.slice(0, -1) } : text;
}

function tellListed({ examination }: CallSite, path: Value): void {
  const { text } = asText(path);
  examination.emit({ kind: "does", words: ["ls", "--", text === "" ? "/" : text] });
}

/** The directory that a call is about. */
function directoryOf(call: CallSite): Value {
  if (call.on !== undefined && call.on.kind !== "reference") return call.on;
  return argument(call, 0, "path", "top") ?? toText(".");
}

/** Names of what is in a directory: `os.listdir`, `readdirSync`. */
export const listsNames: Handler = (call) => give(call, toText(ALL));

/** Paths of what is in a directory: `iterdir`, `scandir`. */
export const listsPaths: Handler = (call) => give(call, below(directoryOf(call)));

/** A list of the item; functions among the arguments get it one by one. */
function give(call: CallSite, item: Value): Value {
  tellListed(call, directoryOf(call));
  for (const each of call.args) if (each.kind === "function") callbackWith(call, each, item);
  return toList([item]);
}

/** A directory and the names of what is in it, at every depth: `os.walk`. */
export const walks: Handler = (call) => {
  const directory = directoryOf(call);
  const names = toList([toText(ALL)]);
  tellListed(call, directory);
  return toList([toList([below(directory), names, names])]);
};

/** Paths of a pattern, or of several apart by blanks where `splits`. */
export function globs({ splits = false } = {}): Handler {
  return ({ args, ...call }) => {
    const [first = toText(ALL)] = args;
    const patterns = itemsOf(first).flatMap((each) =>
      splits ? asText(each).text.split(/\s+/).filter(Boolean).map(toText) : each,
    );
    for (const each of args)
      if (each.kind === "function")
        for (const pattern of patterns) callbackWith(call, each, pattern);
    return toList(patterns);
  };
}

/** `path.glob(pattern)`. */
export const globsBelow: Handler = ({ on, args: [pattern], name }) => {
  if (on?.kind !== "text") return undefined;
  const { text } = pattern === undefined ? NOTHING : asText(pattern);
  return toList([below(on, name === "rglob" ? `**/${text}` : text)]);
};

/** `find(sub {…}, directory)`: a function and then directories. */
export const findsFiles: Handler = ({ args: [callback = NOTHING, ...directories], ...call }) => {
  for (const each of directories.flatMap(itemsOf)) {
    const wanted = callback.kind === "record" ? callback.entries.get("wanted") : callback;
    const item = below(each);
    call.scope.set("$_", item);
    call.scope.set("$File::Find::name", item);
    if (wanted !== undefined) callbackWith(call, wanted, item);
  }
  return NOTHING;
};
