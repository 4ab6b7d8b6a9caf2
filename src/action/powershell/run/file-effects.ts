import { UNKNOWN } from "../../../model/invocation.ts";
import { isElsewhere, toPath } from "../../windows/path.ts";
import {
  type CmdletCall,
  type Effect,
  pathsOf,
  tellAs,
  tellPaths,
  textOf,
  textsOf,
} from "./effect.ts";
import { NONE, text, toItems, toText, UNKNOWN_VALUE, type Value } from "./value.ts";

const remove: Effect = (call) => {
  const recursive = call.bound.switches.has("Recurse") ? ["-r"] : [];
  return tellPaths(call, ["rm", ...recursive, "--"], pathsOf(call));
};

const read: Effect = (call) => tellPaths(call, ["cat"], pathsOf(call));

const search: Effect = (call) =>
  tellPaths(
    call,
    ["grep", "--", textOf(call, "Pattern") ?? UNKNOWN],
    textsOf(call, "Path").map(toPath),
  );

/** What is written is the value it is given, or what is piped in. */
function write(parameter: string): Effect {
  return (call) => {
    const value =
      call.bound.values.get("Value") ?? call.bound.values.get("InputObject") ?? call.input;
    for (const path of textsOf(call, parameter)) {
      if (!isElsewhere(path)) tellAs(call, ["tee", toPath(path)], value);
    }
    return call.name === "tee-object" ? (call.input ?? NONE) : NONE;
  };
}

function copy(program: string, target: string): Effect {
  return (call) => {
    const recursive = call.bound.switches.has("Recurse") ? ["-r"] : [];
    const to = textOf(call, target);
    const targets = to === undefined ? ["."] : [toPath(to)];
    const paths = pathsOf(call);
    return paths.length === 0
      ? NONE
      : tellAs(call, [program, ...recursive, "--", ...paths, ...targets]);
  };
}

const create: Effect = (call) => {
  const paths = newPaths(call);
  const type = textOf(call, "ItemType")?.toLowerCase() ?? "file";
  if (type === "directory") return tellPaths(call, ["mkdir"], paths);
  if (type.endsWith("link") || type === "junction") {
    const target = textOf(call, "Target") ?? textOf(call, "Value") ?? UNKNOWN;
    return tellPaths(call, ["ln", "-s", toPath(target)], paths);
  }
  const value = call.bound.values.get("Value") ?? text("");
  for (const path of paths) tellAs(call, ["tee", path], value);
  return NONE;
};

/** `-Path dir -Name file`, or either alone. */
function newPaths(call: CmdletCall): readonly string[] {
  const name = textOf(call, "Name");
  const paths = textsOf(call, "Path").filter((path) => !isElsewhere(path));
  if (name === undefined) return paths.map(toPath);
  return paths.length === 0 ? [toPath(name)] : paths.map((path) => `${toPath(path)}/${name}`);
}

/** Its output is what stands in the directory: `gci C:\ | ri` removes `C:\*`. */
const list: Effect = (call) => {
  const paths = textsOf(call, "Path");
  const given = paths.length === 0 ? ["."] : paths;
  if (given.some((path) => /^env:/i.test(path))) return tellAs(call, ["env"]);
  const files = given.filter((path) => !isElsewhere(path));
  tellPaths(call, ["ls"], files.map(toPath));
  const filters = textsOf(call, "Include");
  const named = filters.length > 0 ? filters : textsOf(call, "Filter");
  const narrow = named.length > 0 ? named : [textOf(call, "Exclude") === undefined ? "*" : UNKNOWN];
  const items = files.flatMap((path) =>
    narrow.map((name) => text(/[*?]$/.test(path) ? path : `${path}\\${name}`)),
  );
  const [only] = items;
  return only !== undefined && items.length === 1 ? only : { kind: "list", items };
};

const namePaths: Effect = ({ bound, input }) => bound.values.get("Path") ?? input ?? UNKNOWN_VALUE;

const join: Effect = ({ bound }) => {
  const [path, child] = [bound.values.get("Path"), bound.values.get("ChildPath")];
  const parts = [path, child].flatMap((part) => (part === undefined ? [] : toItems(part)));
  return text(parts.map((part) => toText(part)).join("\\"));
};

const goTo: Effect = (call) => tellAs(call, ["cd", ...pathsOf(call).slice(0, 1)]);

const pack: Effect = (call) =>
  tellPaths(call, ["zip", toPath(textOf(call, "DestinationPath") ?? UNKNOWN)], pathsOf(call));

const unpack: Effect = (call) => {
  const target = textOf(call, "DestinationPath");
  return tellPaths(
    call,
    ["unzip", ...(target === undefined ? [] : ["-d", toPath(target)])],
    pathsOf(call),
  );
};

/** Effects on files, by cmdlet. */
export function listFileEffects(): readonly (readonly [string, Effect])[] {
  return [
    ["remove-item", remove],
    ["get-content", read],
    ["import-csv", read],
    ["select-string", search],
    ...["set-content", "add-content", "clear-content", "export-csv"].map(
      (name) => [name, write("Path")] as const,
    ),
    ["out-file", write("FilePath")],
    ["tee-object", write("FilePath")],
    ["copy-item", copy("cp", "Destination")],
    ["move-item", copy("mv", "Destination")],
    ["rename-item", copy("mv", "NewName")],
    ["new-item", create],
    ["get-childitem", list],
    ["get-item", namePaths],
    ["resolve-path", namePaths],
    ["join-path", join],
    ["set-location", goTo],
    ["push-location", goTo],
    ["compress-archive", pack],
    ["expand-archive", unpack],
  ];
}

/** What of the things piped in goes on, once a condition has chosen among them, only running can tell. */
export function choose(input: Value | undefined): Value {
  if (input === undefined) return UNKNOWN_VALUE;
  const items = toItems(input).map((item) => text(toText(item).replace(/\*$/, UNKNOWN)));
  return { kind: "list", items };
}
