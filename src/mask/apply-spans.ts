import type { Slot } from "../model/action.ts";
import type { Span } from "../model/finding.ts";
import { isArray, isObject, type Json, type JsonObject } from "../model/json.ts";
import { StageError } from "../model/stage.ts";
import { maskText } from "./mask-text.ts";

/**
 * The body with every span replaced by its label; what no span leads to is shared, nothing is
 * changed in place. One walk, however many spans.
 *
 * @throws StageError("decision") when a span leads to no string of the body: what it was to hide is
 *   then somewhere else, and must not go out.
 */
export function applySpans(body: JsonObject, spans: readonly Span[]): JsonObject {
  const root: Branch = { spans: [], below: new Map() };
  for (const span of spans) plant(root, span);
  const masked = maskValue(body, root, []);
  return isObject(masked) ? masked : refuse([]);
}

/** The spans by the way to their strings. */
interface Branch {
  readonly spans: Span[];
  readonly below: Map<string | number, Branch>;
}

function plant(root: Branch, span: Span): void {
  let branch = root;
  for (const key of span.slot) {
    const next = branch.below.get(key) ?? { spans: [], below: new Map() };
    branch.below.set(key, next);
    branch = next;
  }
  branch.spans.push(span);
}

function maskValue(value: Json, branch: Branch, slot: Slot): Json {
  const [first, ...others] = branch.spans;
  if (first !== undefined) {
    return typeof value === "string" ? maskText(value, [first, ...others]) : refuse(slot);
  }
  if (branch.below.size === 0) return value;
  if (isArray(value)) return maskItems(value, branch, slot);
  return isObject(value) ? maskEntries(value, branch, slot) : refuse(slot);
}

function maskItems(value: readonly Json[], { below }: Branch, slot: Slot): Json {
  const copy = [...value];
  for (const [key, branch] of below) {
    const item = typeof key === "number" ? copy[key] : undefined;
    if (typeof key !== "number" || item === undefined) return refuse([...slot, key]);
    copy[key] = maskValue(item, branch, [...slot, key]);
  }
  return copy;
}

function maskEntries(value: JsonObject, { below }: Branch, slot: Slot): Json {
  const copy = new Map(Object.entries(value));
  for (const [key, branch] of below) {
    const item = typeof key === "string" ? copy.get(key) : undefined;
    if (typeof key !== "string" || item === undefined) return refuse([...slot, key]);
    copy.set(key, maskValue(item, branch, [...slot, key]));
  }
  return Object.fromEntries(copy);
}

function refuse(slot: Slot): never {
  throw new StageError("decision", `what is to be masked at "${slot.join(".")}" is not there`);
}
