import { UNKNOWN } from "../../../model/invocation.ts";
import { readOrigins } from "../../shell/origin.ts";
import { callTextMethod } from "../fold/text-methods.ts";
import type { CallSite } from "../language.ts";
import {
  asText,
  type FunctionValue,
  isKnown,
  itemsOf,
  mixValues,
  NOTHING,
  toList,
  toReference,
  type Value,
} from "../value.ts";
import type { Arguments } from "./arguments.ts";
import { memberOf, variableOf } from "./member.ts";
import type { Reader } from "./reader.ts";

/** Where a call is made. */
type Place = Pick<Reader, "examination" | "scope">;

/** How functions themselves are called: `f.call(this, x)`, `f.apply(this, [x])`. */
const INDIRECT = /^(?:call|apply|bind|__call__|fn)$/;

/** Methods that take the name of another. */
const SENDERS = /^(?:send|public_send|__send__|method|instance_method|invokeMethod)$/;

/** Calls a value. Functions among the arguments that the call itself does not use are called with its result. */
export function callValue(place: Place, callee: Value, given: Arguments): Value {
  return place.examination.nest(() => dispatch(place, callee, given)) ?? NOTHING;
}

function dispatch(place: Place, callee: Value, given: Arguments): Value {
  switch (callee.kind) {
    case "function":
      return callee.invoke(given.args);
    case "reference":
      return callName(place, callee.name, given);
    case "method":
      return callMethod(place, { on: callee.on, name: callee.name }, given);
    case "text":
      return callText(place, callee.text, given);
    case "handle":
      return callMethod(place, { on: callee, name: "print" }, given);
    default:
      return mixValues([callee, ...given.args]);
  }
}

function callText(place: Place, text: string, given: Arguments): Value {
  const { language } = place.examination;
  if (language.syntax.callsByName === true && !text.includes(UNKNOWN))
    return callName(place, text.replaceAll("::", "."), given);
  return passOn(place, given.args, plain(mixValues(given.args)));
}

function toSite(place: Place, name: string, { args, named }: Arguments): CallSite {
  return { name, args, named, scope: place.scope, examination: place.examination };
}

function callName(place: Place, name: string, given: Arguments): Value {
  const { examination } = place;
  const known = examination.findCall(name);
  if (known !== undefined) {
    const value = known(toSite(place, name, given)) ?? toReference(`${name}()`);
    return passOn(place, given.args, plain(value));
  }
  const dot = name.lastIndexOf(".");
  const [on, last] = [name.slice(0, Math.max(0, dot)), name.slice(dot + 1)];
  const { globals, hasSenders } = examination.language.syntax;
  const owner = on === "" && hasSenders === true ? globals[0] : on;
  if (owner !== undefined && owner !== "") {
    const value = callLast(place, { on: toReference(owner), name: last }, given);
    if (value !== undefined) return value;
  }
  return callUnlisted(place, name, given);
}

/** What no table knows: its result is a thing of that name, or something that is made of what it was given. */
function callUnlisted(place: Place, name: string, given: Arguments): Value {
  place.examination.language.unlisted?.(toSite(place, name, given));
  const mixed = mixValues([...given.args, ...given.named.values()]);
  const isPlain = mixed.text === UNKNOWN && mixed.files === undefined;
  return passOn(place, given.args, plain(isPlain ? toReference(`${name}()`) : mixed));
}

interface Target {
  readonly on: Value;
  readonly name: string;
}

/** What the last part of a name says that calls it indirectly, or is a method known by its name. */
function callLast(place: Place, target: Target, given: Arguments): Value | undefined {
  const { on, name } = target;
  if (name === "then" && on.kind === "reference")
    return passOn(place, given.args, { value: on, on });
  const indirect = callIndirectly(place, target, given) ?? sendName(place, target, given);
  if (indirect !== undefined) return indirect;
  const handler = place.examination.findMethod(name);
  const value = handler?.({ ...toSite(place, name, given), on });
  return value === undefined ? undefined : passOn(place, given.args, plain(value));
}

/** `f.call(this, x)`, `f.apply(this, [x])`, `f.bind(this)`. */
function callIndirectly(place: Place, target: Target, given: Arguments): Value | undefined {
  const { on, name } = target;
  if (!INDIRECT.test(name) || on.kind !== "reference" || !isMeant(place, on.name)) return undefined;
  if (name === "bind") return on;
  const [, list = NOTHING] = given.args;
  const { hasSenders } = place.examination.language.syntax;
  // Where there is no `this`, all that is given is for the function.
  const rest = name === "fn" || hasSenders === true ? given.args : given.args.slice(1);
  const args = name === "apply" ? itemsOf(list) : rest;
  return dispatch(place, on, { args, named: given.named });
}

/** `send(:system, "ls")`, `method(:system)`. */
function sendName(place: Place, { on, name }: Target, given: Arguments): Value | undefined {
  const [first, ...rest] = given.args;
  const { hasSenders } = place.examination.language.syntax;
  if (hasSenders !== true || !SENDERS.test(name)) return undefined;
  if (first === undefined || !isKnown(first)) return undefined;
  const member = memberOf(on, first.text, place);
  const isOther = member.kind === "reference" && !isMeant(place, member.name);
  const callee = isOther ? toReference(first.text) : member;
  if (/^(?:method|instance_method)$/.test(name)) return callee;
  return dispatch(place, callee, { args: rest, named: given.named });
}

function isMeant({ examination }: Place, name: string): boolean {
  return examination.findCall(name) !== undefined;
}

function callFunction(
  { examination }: Place,
  { on, name }: { readonly on: FunctionValue; readonly name: string },
  { args }: Arguments,
): Value {
  if (name === "bind") return on;
  // Where there is no `this`, all that is given is for the function.
  if (examination.language.syntax.hasBlocks === true) return on.invoke(args);
  return on.invoke(name === "apply" ? itemsOf(args[1] ?? NOTHING) : args.slice(1));
}

function textAt({ args }: Arguments, at: number): string {
  return asText(args[at] ?? NOTHING).text;
}

function callMethod(place: Place, target: Target, given: Arguments): Value {
  const { on, name } = target;
  if (on.kind === "function" && /^(?:call|apply|bind)$/.test(name))
    return callFunction(place, { on, name }, given);
  if (on.kind === "environment" && /^(?:get|fetch|getOrDefault)$/.test(name))
    return variableOf(textAt(given, 0)) ?? NOTHING;
  const known =
    callEach(place, target, given) ??
    callLast(place, target, given) ??
    callTextMethod(on, name, given);
  if (known !== undefined) return passOn(place, given.args, { value: known, on });
  const value = mixValues([on, ...given.args]);
  return passOn(place, given.args, { value, on });
}

const EACH =
  /^(?:map|forEach|each|reverse_each|each_entry|collect|flatMap|filter|select|reject|eachFile|find_all)$/;

/** Methods of lists that call a function with every item. */
function callEach(place: Place, { on, name }: Target, { args }: Arguments): Value | undefined {
  if (on.kind !== "list" || !EACH.test(name)) return undefined;
  const values = on.items.map((item) => callbackWith(place, args.at(-1) ?? NOTHING, item));
  return /^(?:map|collect|flatMap)$/.test(name) ? toList(values) : on;
}

/** What a call gives, and what it was called on. */
interface Called {
  readonly value: Value;
  readonly on: Value;
}

function plain(value: Value): Called {
  return { value, on: value };
}

/** Calls the functions among arguments: what they are given comes out of the call. */
function passOn(place: Place, args: readonly Value[], { value, on }: Called): Value {
  let result = value;
  for (const each of args) {
    if (each.kind === "function" && place.examination.uncalled.has(each)) {
      const returned = invokeOnce(each, on.kind === "reference" ? value : on);
      if (value.kind !== "reference") result = returned;
    } else if (each.kind === "reference" && isMeant(place, each.name) && isTainted(on))
      callbackWith(place, each, on);
  }
  return result;
}

function invokeOnce(made: FunctionValue, value: Value): Value {
  const returned = made.invoke(made.parameters.map(() => value));
  return isTainted(value) ? value : returned;
}

function isTainted(value: Value): boolean {
  return value.kind === "text" && readOrigins(value.text).length > 0;
}

/** Calls a function of the code's own, or one that is only named, with a value. */
export function callbackWith(place: Place, callback: Value, value: Value): Value {
  const given = { args: [value], named: new Map<string, Value>() };
  if (callback.kind === "function") return callback.invoke([value]);
  if (callback.kind === "reference") return callName(place, callback.name, given);
  // `each(&:delete)`
  const { hasSenders } = place.examination.language.syntax;
  if (hasSenders === true && isKnown(callback) && /^\w+[?!]?$/.test(callback.text))
    return callMethod(place, { on: value, name: callback.text }, { ...given, args: [] });
  return mixValues([asText(value)]);
}
