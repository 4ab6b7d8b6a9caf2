import type { Argument } from "../syntax.ts";
import { type Cmdlet, COMMON_SWITCHES, COMMON_VALUED } from "./cmdlets.ts";
import type { Run } from "./run.ts";
import { toItems, toText, UNKNOWN_VALUE, type Value } from "./value.ts";

/** An argument with its value. */
export interface Given {
  readonly text: string;
  readonly flag?: string;
  readonly value?: Value;
}

/** What a cmdlet is told, by the full names of its parameters. */
export interface Bound {
  readonly switches: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, Value>;
  /** A parameter that the cmdlet does not have: it may be a program of the same name. */
  readonly isForeign: boolean;
}

const SYNONYMS: Readonly<Record<string, string>> = {
  literalpath: "Path",
  lp: "Path",
  pspath: "Path",
  filepath: "FilePath",
  type: "ItemType",
  cn: "ComputerName",
  args: "ArgumentList",
  ea: "ErrorAction",
  wa: "WarningAction",
  ev: "ErrorVariable",
  ov: "OutVariable",
  wi: "WhatIf",
  cf: "Confirm",
  url: "Uri",
  expression: "Expression",
};

export function evaluateArguments(args: readonly Argument[], run: Run): readonly Given[] {
  return args.flatMap(({ text, flag, term }) => {
    if (term?.kind === "variable" && term.name.startsWith("@"))
      return splat(run.session.read(term.name.slice(1)));
    const value = term === undefined ? undefined : run.engine.evaluate(term, run);
    return {
      text,
      ...(flag === undefined ? {} : { flag }),
      ...(value === undefined ? {} : { value }),
    };
  });
}

/** `@name`: the entries of a table as parameters, the items of a list one by one. */
function splat(value: Value | undefined): readonly Given[] {
  if (value?.kind !== "table")
    return toItems(value ?? UNKNOWN_VALUE).map((item) => ({ text: toText(item), value: item }));
  return [...value.entries].map(([name, each]) => ({ text: name, flag: `-${name}`, value: each }));
}

/** Gives each argument to its parameter, as PowerShell does: in any case, cut short, by position. */
export function bind(cmdlet: Cmdlet, args: readonly Given[]): Bound {
  const found = { switches: new Set<string>(), values: new Map<string, Value>() };
  const loose: Value[] = [];
  let isForeign = false;
  for (let at = 0; at < args.length; at += 1) {
    const { flag, value } = args[at] ?? { text: "" };
    if (flag === undefined) {
      if (value !== undefined) loose.push(value);
      continue;
    }
    const name = findParameter(cmdlet, flag.slice(1));
    if (name === undefined) isForeign = true;
    else if (isSwitch(cmdlet, name)) {
      if (!isOff(value)) found.switches.add(name);
    } else at += takeValue(name, args.slice(at, at + 2), found.values);
  }
  const values = placeLoose(cmdlet, found.values, loose);
  return { switches: found.switches, values, isForeign };
}

/** `-Force:$false`. */
function isOff(value: Value | undefined): boolean {
  return value !== undefined && /^(?:false|0)$/i.test(toText(value));
}

/** The value joined to a parameter, or else the argument behind it. @returns how many arguments that takes. */
function takeValue(
  name: string,
  [own, next]: readonly Given[],
  values: Map<string, Value>,
): number {
  const value = own?.value ?? takeNext(next);
  if (value !== undefined) values.set(name, value);
  return own?.value === undefined && value !== undefined ? 1 : 0;
}

function takeNext(next: Given | undefined): Value | undefined {
  return next?.flag === undefined ? next?.value : undefined;
}

/** What is given without a name goes to the positional parameters that are still free; what is left, to the last. */
function placeLoose(
  { positional }: Cmdlet,
  values: ReadonlyMap<string, Value>,
  loose: readonly Value[],
): ReadonlyMap<string, Value> {
  const placed = new Map(values);
  const free = positional.filter((name) => !values.has(name));
  const last = free.at(-1);
  if (last === undefined || loose.length === 0) return placed;
  for (const [at, name] of free.entries()) {
    const own = name === last ? loose.slice(at) : loose.slice(at, at + 1);
    const [only] = own;
    if (only === undefined) continue;
    const items = own.flatMap(toItems);
    placed.set(name, own.length === 1 ? only : { kind: "list", items });
  }
  return placed;
}

function isSwitch({ switches }: Cmdlet, name: string): boolean {
  return switches.includes(name) || COMMON_SWITCHES.some((each) => each === name);
}

function findParameter(cmdlet: Cmdlet, written: string): string | undefined {
  const lower = written.toLowerCase();
  const own = [...cmdlet.switches, ...cmdlet.positional, ...cmdlet.valued];
  const synonym = Object.hasOwn(SYNONYMS, lower) ? SYNONYMS[lower] : undefined;
  const names = [...own, ...COMMON_VALUED, ...COMMON_SWITCHES];
  if (synonym !== undefined && names.includes(synonym)) return synonym;
  // `-LiteralPath` may be cut short too, and what writes to a file calls it `-Path` as well.
  if (lower.length > 1 && "literalpath".startsWith(lower)) return pathOf(own);
  if (lower === "path" && !own.includes("Path")) return pathOf(own);
  return (
    names.find((name) => name.toLowerCase() === lower) ??
    names.find((name) => name.toLowerCase().startsWith(lower))
  );
}

function pathOf(names: readonly string[]): string | undefined {
  return names.find((name) => name === "Path" || name === "FilePath");
}
