import { UNKNOWN } from "../../../model/invocation.ts";
import { readOrigins } from "../../shell/origin.ts";
import type { CallSite, Handler } from "../language.ts";
import {
  asText,
  joinValues,
  NOTHING,
  type TextValue,
  toContent,
  toText,
  type Value,
} from "../value.ts";
import { argument, fromNetwork, isOn, isUrl } from "./given.ts";
import { toOne, toWhole } from "./listing.ts";

/** The path that a value is; undefined for a number, which is a descriptor. */
function pathOf(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value.kind === "handle") return value.path;
  const { text, isNumber } = asText(value);
  return isNumber === true || text === "" ? undefined : toOne(text.replace(/^file:\/\//, ""));
}

/** What a method is called on, or else the first argument. */
function subject(call: CallSite): Value | undefined {
  return call.on === undefined || call.on.kind === "reference" ? call.args[0] : call.on;
}

/** Reads the file that it is called with; a URL is fetched. */
export const readsFile: Handler = (call) => readPath(call, argument(call, 0, "file", "path"));

/** As `readsFile`, for a method of a path. */
export const readsItself: Handler = (call) => {
  if (call.on?.kind !== "text") return undefined;
  // What has been read already, or came over the network.
  return readOrigins(call.on.text).length > 0 ? call.on : readPath(call, call.on);
};

function readPath({ examination }: CallSite, value: Value | undefined): Value | undefined {
  const path = pathOf(value);
  if (path === undefined || value === undefined) return NOTHING;
  if (isUrl(value)) {
    examination.emit({ kind: "requests", url: path, sent: [] });
    return fromNetwork();
  }
  examination.emit({ kind: "reads", path });
  return toContent({ kind: "handle", path });
}

/** `open(path, mode)`: a handle. A mode that only reads, or none, reads. */
export const opensFile: Handler = (call) => {
  const path = pathOf(argument(call, 0, "file", "path"));
  const mode = argument(call, 1, "mode");
  if (path === undefined) return NOTHING;
  if (isUrl(toText(path))) return readsFile(call);
  return openPath(call, path, mode === undefined ? "r" : asText(mode).text);
};

/** Opens a path in a mode that says by its letters, or a sign, what it is for. */
export function openPath({ examination }: CallSite, path: string, mode: string): Value {
  const writes = /[wax+>cC]|WR|CREAT|APPEND/.test(mode) && !/^r?b?$/.test(mode);
  if (writes) examination.emit({ kind: "writes", path });
  if (!writes || mode.includes("+")) examination.emit({ kind: "reads", path });
  return { kind: "handle", path };
}

/** Writes the second argument to the path that is the first. */
export const writesFile: Handler = (call) => {
  const path = pathOf(argument(call, 0, "file", "path"));
  if (path === undefined) return NOTHING;
  writePath(call, path, argument(call, 1, "data"));
  return NOTHING;
};

/** `handle.write(text)`, `path.write_text(text)`: to a file, or into a program. */
export const writesItself: Handler = (call) => {
  const { on, args, examination } = call;
  const text = joinValues(args, "");
  if (on?.kind === "handle") {
    if (on.path !== undefined) writePath(call, on.path, text);
    if (on.command !== undefined)
      examination.emit({ kind: "runs", text: on.command, input: text.text });
    return NOTHING;
  }
  if (on?.kind !== "text" || !call.name.includes("_")) return undefined;
  writePath(call, on.text, text);
  return NOTHING;
};

function writePath({ examination }: CallSite, path: string, value: Value | undefined): void {
  const text: TextValue = value === undefined ? NOTHING : asText(value);
  const known = text.text === UNKNOWN ? {} : { text: text.text };
  examination.emit({ kind: "writes", path, ...known });
}

/** Deletes what its arguments name, or what it is a method of. */
export function deletes({ isRecursive = false } = {}): Handler {
  return (call) => {
    const recursive = isRecursive || isOn(call, "recursive");
    const named = call.args.flatMap((each) => (each.kind === "list" ? each.items : each));
    const paths =
      named.length > 0 ? named.filter(({ kind }) => kind !== "record") : [subject(call)];
    for (const value of paths) {
      if (value !== undefined && value.kind !== "function") tellDeleted(call, value, recursive);
    }
    return NOTHING;
  };
}

/** As `deletes`, for a method of a path that takes no path: `Path(x).unlink()`. */
export function deletesItself({ isRecursive = false } = {}): Handler {
  return (call) => {
    if (call.on?.kind !== "text" || pathOf(call.on) === undefined) return undefined;
    tellDeleted(call, call.on, isRecursive);
    return NOTHING;
  };
}

/** File by file, all that is in a directory is deleted as by `rm -r`. */
function tellDeleted({ examination }: CallSite, value: Value, isRecursive: boolean): void {
  const path = pathOf(value);
  if (path === undefined) return;
  const whole = value.kind === "text" ? toWhole(value.text) : undefined;
  const isAll = whole !== undefined && /^[/~]/.test(whole) && !examination.isFiltered;
  examination.emit(
    isAll
      ? { kind: "deletes", path: whole, isRecursive: true }
      : { kind: "deletes", path, isRecursive },
  );
}

/** Cuts a file off; what it does to all that is in a directory is no better than deleting it. */
export const truncates: Handler = (call) => {
  const value = subject(call);
  if (value?.kind === "text" && toWhole(value.text) !== undefined) tellDeleted(call, value, false);
  return doesAs(
    "truncate",
    "-s",
    "0",
  )({ ...call, args: call.on === undefined ? call.args.slice(0, 1) : [] });
};

/** Does what a program of the shell's does with the same paths: `cp`, `mv`, `ln -s`, `mkdir`, `cd`. */
export function doesAs(...program: readonly string[]): Handler {
  return (call) => {
    const { on, args, examination } = call;
    const given = on === undefined || on.kind === "reference" ? args : [on, ...args];
    const paths = given
      .filter(({ kind }) => kind === "text" || kind === "list" || kind === "handle")
      .flatMap((each) => pathOf(each) ?? [])
      .slice(0, 2);
    if (paths.length > 0) examination.emit({ kind: "does", words: [...program, ...paths] });
    return NOTHING;
  };
}

/** `chmod(path, mode)`; with `modeFirst` the other way. */
export function changesMode({ modeFirst = false } = {}): Handler {
  return ({ on, args, examination }) => {
    const given = on === undefined || on.kind === "reference" ? args : [on, ...args];
    const [mode, ...paths] = modeFirst ? given : [given[1], given[0]];
    const path = paths.flatMap((each) => pathOf(each) ?? []);
    if (mode !== undefined && path.length > 0)
      examination.emit({ kind: "does", words: ["chmod", toMode(asText(mode)), ...path] });
    return NOTHING;
  };
}

function toMode({ text, isNumber }: TextValue): string {
  return isNumber === true ? Number(text).toString(8) : text;
}

/** Puts paths together. */
export const joinsPath: Handler = ({ args, on }) => {
  const parts = [...(on?.kind === "text" ? [on] : []), ...args];
  const from = parts.findLastIndex((part) => part.kind === "text" && /^[/~]/.test(part.text));
  return joinValues(parts.slice(Math.max(0, from)), "/");
};
