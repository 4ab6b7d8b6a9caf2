import { UNKNOWN } from "../../../model/invocation.ts";
import { blur } from "../origin.ts";
import type { Scope } from "../scope.ts";
import type { Evaluator } from "./evaluator.ts";

/** What the arguments of a program that only changes names come to. */
interface Names {
  readonly names: readonly string[];
  readonly flags: string;
  /** Of the flag that takes one, the last. */
  readonly value: string | undefined;
}

/** Programs that print names that they are given, one a line; with `-z` each ends in a zero byte. */
function printNames({ flags }: Names, names: readonly string[]): string {
  const end = flags.includes("z") ? "\0" : "\n";
  return names.map((name) => name + end).join("");
}

/** pwd: where the line has gone to; where the session is, it does not say. */
export const pwd: Evaluator = (_args, _input, scope) => `${readKnown("PWD", scope)}\n`;

/** dirs: the directories that `pushd` has kept; all of them, or the one of `+N`. */
export const dirs: Evaluator = (args, _input, scope) => {
  const stack = scope.read("DIRSTACK");
  const [only] = stack ?? [];
  if (stack?.length !== 1 || only === undefined) return `${readKnown("PWD", scope)}\n`;
  const index = args.map((arg) => /^\+(\d{1,4})$/.exec(arg)?.[1]).find((at) => at !== undefined);
  return `${index === undefined ? only.join(" ") : (only[Number(index)] ?? UNKNOWN)}\n`;
};

/** printenv with names: the values of those variables. */
export const printenv: Evaluator = (args, _input, scope) => {
  const read = readNames(args, "");
  if (read.names.length === 0) return UNKNOWN;
  return printNames(
    { ...read, flags: read.flags.replace("0", "z") },
    read.names.map((name) => (name.includes(UNKNOWN) ? UNKNOWN : readKnown(name, scope))),
  );
};

export const dirname: Evaluator = (args) => {
  const read = readNames(args, "");
  return printNames(read, read.names.map(toDirectory));
};

export const basename: Evaluator = (args) => {
  const read = readNames(args, "s");
  const [first = "", second] = read.names;
  const isMany = /[as]/.test(read.flags);
  const suffix = isMany ? read.value : second;
  const names = isMany ? read.names : [first];
  return printNames(
    read,
    names.map((name) => withoutSuffix(toBase(name), suffix)),
  );
};

/** realpath, `readlink -f` and the like, as far as names alone say it: what is a link is not looked at. */
export const realpath: Evaluator = (args, _input, scope) => {
  const read = readNames(args, "");
  if (args.some((arg) => arg.startsWith("--relative"))) return UNKNOWN;
  return printNames(
    read,
    read.names.map((name) => resolve(name, scope)),
  );
};

export const readlink: Evaluator = (args, input, scope) => {
  const follows = args.some((arg) => /^-[a-zA-Z]*[fem]|^--canonicalize/.test(arg));
  return follows ? realpath(args, input, scope) : UNKNOWN;
};

/** @param valued the letter of a flag that takes a value; empty: none does. */
function readNames(args: readonly string[], valued: string): Names {
  const names: string[] = [];
  let flags = "";
  let value: string | undefined;
  let at = 0;
  for (; at < args.length && args[at] !== "--"; at += 1) {
    const arg = args[at] ?? "";
    const letters = readLetters(arg);
    flags += letters;
    if (letters === "") names.push(arg);
    else if (valued !== "" && letters.endsWith(valued)) {
      const equals = arg.indexOf("=");
      value = equals < 0 ? args[(at += 1)] : arg.slice(equals + 1);
    }
  }
  return { names: [...names, ...args.slice(at + 1)], flags, value };
}

/** The letters of an option, of a long one the first; empty where the argument is none. */
function readLetters(arg: string): string {
  if (!arg.startsWith("-")) return "";
  return arg.startsWith("--") ? arg.charAt(2) : arg.slice(1);
}

/** The value of a variable where the line says exactly one. */
function readKnown(name: string, scope: Scope): string {
  const known = scope.read(name);
  if (known === undefined) return scope.resolve(name) === "HOME" ? "~" : UNKNOWN;
  const [only] = known;
  return known.length === 1 && only !== undefined ? only.join(" ") : blur(known.flat());
}

/** What somebody's home directory lies in. */
const HOMES = "/home";

function toDirectory(name: string): string {
  const path = withoutSlashes(name);
  if (/^~[^/]*$/.test(path)) return HOMES;
  const at = path.lastIndexOf("/");
  // What is not known may have slashes of its own.
  if (path.slice(at + 1).includes(UNKNOWN)) return blur([path]);
  return at < 0 ? "." : withoutSlashes(path.slice(0, Math.max(1, at)));
}

function toBase(name: string): string {
  const path = withoutSlashes(name);
  const base = path === "/" ? path : path.slice(path.lastIndexOf("/") + 1);
  return base.includes(UNKNOWN) || /^~[^/]*$/.test(path) ? blur([path]) : base;
}

function withoutSuffix(base: string, suffix: string | undefined): string {
  if (suffix === undefined || base.includes(UNKNOWN)) return base;
  if (suffix.includes(UNKNOWN)) return UNKNOWN;
  return base !== suffix && base.endsWith(suffix)
    ? base.slice(0, -suffix.length || undefined)
    : base;
}

function withoutSlashes(path: string): string {
  let end = path.length;
  while (end > 1 && path.charAt(end - 1) === "/") end -= 1;
  return path.slice(0, end);
}

/** From the root, as far as that is known, without `.` and `..`. */
function resolve(name: string, scope: Scope): string {
  const path = /^[/~]/.test(name) ? name : `${readKnown("PWD", scope)}/${name}`;
  const isHome = path.startsWith("~");
  const kept = climb((isHome ? `${HOMES}/${path}` : path).split("/"));
  if (kept === undefined) return blur([path]);
  if (isHome && kept[1]?.startsWith("~") === true) return kept.slice(1).join("/");
  return (path.startsWith(UNKNOWN) ? "" : "/") + kept.join("/");
}

/** Undefined where it leads out of what is not known. */
function climb(segments: readonly string[]): readonly string[] | undefined {
  const kept: string[] = [];
  for (const segment of segments) {
    if (segment !== "..") kept.push(...(segment === "" || segment === "." ? [] : [segment]));
    else if (kept.pop()?.includes(UNKNOWN) === true) return undefined;
  }
  return kept;
}
