import { describeUnknown, type KeyKind, keysOf, spellKey } from "./gitleaks-keys.ts";
import type { PlacedSource } from "./placed-source.ts";
import { refuseProto } from "./refuse-proto.ts";
import { RuleError, type RulePlace } from "./rule-error.ts";

/** Something that gitleaks takes in silence and that is hardly meant. */
export interface SourceNote {
  readonly place: RulePlace;
  readonly problem: string;
}

/** A gitleaks configuration in the one form that the schema knows. */
export interface GitleaksForm {
  readonly source: PlacedSource;
  readonly notes: readonly SourceNote[];
}

/**
 * Brings a configuration into the form that the schema knows, as gitleaks reads it: keys in any case, a
 * single table or text for a list, a list of texts in one text, a number in quotes, `allowlist` for
 * `allowlists`. What it does not know is left out and noted. `toolgate` tables are left as they are.
 *
 * @throws RuleError where both `allowlist` and `allowlists` are given, which gitleaks refuses too.
 */
export function toGitleaksForm(source: PlacedSource): GitleaksForm {
  refuseProto(source);
  const notes: SourceNote[] = [];
  const value = formTable(source.value, { source, notes, path: [] });
  const placeOf: PlacedSource["placeOf"] = (path) => source.placeOf(unfold(path, source.value));
  return { source: { ...source, value, placeOf }, notes };
}

interface Reading {
  readonly source: PlacedSource;
  readonly notes: SourceNote[];
  readonly path: readonly PropertyKey[];
}

type Table = Readonly<Record<string, unknown>>;

function isTable(value: unknown): value is Table {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}

function formTable(value: unknown, reading: Reading): unknown {
  if (!isTable(value)) return value;
  const { source, notes, path } = reading;
  const keys = keysOf(path.filter((part) => typeof part === "string").join("."));
  const formed: Record<string, unknown> = {};
  for (const [given, inner] of Object.entries(value)) {
    const key = spellKey(given, keys);
    const kind = key === undefined ? undefined : keys[key];
    if (key === undefined || kind === undefined) {
      const problem = describeUnknown(given, keys);
      notes.push({ place: source.placeOfKey(path, given), problem });
      continue;
    }
    const next = formValue(inner, kind, { source, notes, path: [...path, key] });
    if (next !== undefined) formed[key] = next;
  }
  return foldAllowlist(formed, reading);
}

function formValue(value: unknown, kind: KeyKind, reading: Reading): unknown {
  switch (kind) {
    case "ours":
      return value;
    case "table":
      return formTable(value, reading);
    case "tables":
      return toList(value).map((item, nth) =>
        formTable(item, { ...reading, path: [...reading.path, nth] }),
      );
    case "texts":
      return toTexts(value);
    case "text":
      // An empty text is none, and a number is its digits.
      return value === "" ? undefined : toText(value);
    case "number":
      return typeof value === "string" && value.trim() !== "" ? toNumber(value) : value;
    case "flag":
      return typeof value === "string" ? toFlag(value) : value;
  }
}

function toList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isTable(value) && Object.keys(value).length === 0 ? [] : [value];
}

function toTexts(value: unknown): unknown {
  if (typeof value === "string") return value === "" ? [] : value.split(",");
  return Array.isArray(value) ? value.map(toText) : value;
}

function toText(value: unknown): unknown {
  return typeof value === "number" || typeof value === "bigint" ? String(value) : value;
}

function toNumber(value: string): unknown {
  const number = Number(value);
  return Number.isNaN(number) ? value : number;
}

function toFlag(value: string): unknown {
  if (/^(?:1|t|true)$/i.test(value)) return true;
  return /^(?:0|f|false)?$/i.test(value) ? false : value;
}

/** The older `[allowlist]` is a list of one. */
function foldAllowlist(formed: Record<string, unknown>, { source, path }: Reading): unknown {
  const { allowlist, ...others } = formed;
  if (allowlist === undefined) return formed;
  if (toList(formed["allowlists"] ?? []).length > 0) {
    const problem = "allowlist cannot stand beside allowlists: make it one of them";
    throw new RuleError(source.placeOfKey(path, "allowlist"), problem);
  }
  return { ...others, allowlists: [allowlist] };
}

/** The way to a value in the file, where an `allowlist` was folded into a list. */
function unfold(path: readonly PropertyKey[], value: unknown): readonly PropertyKey[] {
  let at: unknown = value;
  return path.flatMap((key, depth): readonly PropertyKey[] => {
    const isFolded = key === "allowlists" && isTable(at) && !("allowlists" in at);
    if (isFolded) return isTable(at) && "allowlist" in at ? ["allowlist"] : [key];
    const before = path[depth - 1];
    if (key === 0 && before === "allowlists" && isTable(at) && !("allowlists" in at)) return [];
    at = inner(at, key);
    return [key];
  });
}

function inner(value: unknown, key: PropertyKey): unknown {
  if (Array.isArray(value) && typeof key === "number") return value[key];
  return isTable(value) && typeof key === "string" ? value[key] : undefined;
}
