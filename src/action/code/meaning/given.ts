import type { CallSite, Handler } from "../language.ts";
import { asText, carry, isKnown, NOTHING, toText, type Value } from "../value.ts";
import { readOrigins, unknownFrom } from "../../shell/origin.ts";

/** The argument at an index, or else by name. */
export function argument(
  { args, named }: CallSite,
  at: number,
  ...names: string[]
): Value | undefined {
  const name = names.find((each) => named.has(each));
  return name === undefined ? args[at] : named.get(name);
}

/** An option of a call: by name, or in a record among the arguments, as JavaScript has it. */
export function option({ args, named }: CallSite, ...names: readonly string[]): Value | undefined {
  for (const name of names) {
    const given = named.get(name);
    if (given !== undefined) return given;
    for (const each of args)
      if (each.kind === "record" && each.entries.has(name)) return each.entries.get(name);
  }
  return undefined;
}

/** Whether an option is given, and not as false. */
export function isOn(call: CallSite, ...names: readonly string[]): boolean {
  const value = option(call, ...names);
  if (value === undefined) return false;
  return !(isKnown(value) && /^(?:false||0|None)$/.test(value.text));
}

/** A text of the network. */
export function fromNetwork(...sources: readonly Value[]): Value {
  return carry(unknownFrom(["download"]), sources.map(asText));
}

/** The first argument as it is: `str(x)`, `Path(x)`. */
export const same: Handler = (call) => argument(call, 0) ?? call.on;

/** `getenv(name)`: the home directory, or what is not known; without a name all variables. */
export const readsVariable: Handler = ({ args: [name] }) =>
  name === undefined ? { kind: "environment" } : variableNamed(asText(name).text);

/** One variable of the environment. */
export function variableNamed(name: string): Value {
  return /^(?:HOME|USERPROFILE|user\.home)$/.test(name) ? toText("~") : NOTHING;
}

/** Whether a value has come over the network. */
export function isDownloaded(value: Value | undefined): boolean {
  return value?.kind === "text" && readOrigins(value.text).includes("download");
}

/** Whether a value is a URL of the network. */
export function isUrl(value: Value): boolean {
  return value.kind === "text" && /^(?:https?|ftps?):\/\//i.test(value.text);
}
