import { UNKNOWN } from "../../../model/invocation.ts";
import { MAX_LIST_ITEMS, MAX_TEXT_UNITS } from "../bounds.ts";
import {
  asText,
  carry,
  isKnown,
  joinValues,
  numberOf,
  type TextValue,
  toList,
  toText,
  type Value,
} from "../value.ts";
import { formatBraces } from "./format.ts";

interface Given {
  readonly args: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

/** What a method of a text or a list gives that only puts texts together; undefined for any other. */
export function callTextMethod(on: Value, name: string, given: Given): Value | undefined {
  if (on.kind === "list") return callListMethod(on.items, name, given);
  if (on.kind !== "text") return undefined;
  if (name === "join") return joinItems(given.args[0], on.text);
  if (name === "format") return formatBraces(on, given);
  if (SAME.test(name)) return on;
  return isKnown(on) ? callKnown(on, name, given) : undefined;
}

/** Methods that leave a text the text that it is. */
const SAME =
  /^(?:toString|to_s|to_str|String|decode|encode|strip|trim|chomp|read|text|json|content|getvalue|rstrip|lstrip|format_map|freeze|dup|to_sym|bytes|tobytes|buffer|join_path|as_posix|__str__|valueOf|then|catch|finally|getText|body|expanduser|resolve|absolute|realpath|expand_path|to_path|getPathname|getRealPath|getPath|getFilename|getAbsolutePath|__fspath__)$/;

function joinItems(list: Value | undefined, separator: string): Value {
  if (list?.kind === "list") return joinValues(list.items, separator);
  return list === undefined ? toText(UNKNOWN) : asText(list);
}

function callListMethod(items: readonly Value[], name: string, { args }: Given): Value | undefined {
  switch (name) {
    case "values":
    case "to_a":
    case "sort":
    case "uniq":
    case "lazy":
    case "toArray":
    case "scan":
    case "scanSync":
      return toList(items);
    case "join":
      return joinValues(items, args[0] === undefined ? "" : asText(args[0]).text);
    case "reverse":
    case "reversed":
    case "toReversed":
      return toList([...items].reverse());
    case "concat":
      return toList([
        ...items,
        ...args.flatMap((each) => (each.kind === "list" ? each.items : each)),
      ]);
    case "slice":
      return toList(items.slice(numberOf(args[0]) ?? 0, numberOf(args[1])));
    case "pop":
      return items.at(-1);
    case "shift":
    case "first":
      return items[0];
    case "pack":
      return packItems(items);
    default:
      return undefined;
  }
}

/** `[112, 117].pack("c*")`. */
function packItems(items: readonly Value[]): Value | undefined {
  const codes = items.map(numberOf);
  if (codes.includes(undefined)) return undefined;
  return toText(codes.map((code) => toCharacter(code ?? 0)).join(""));
}

function toCharacter(code: number): string {
  return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

function callKnown(on: TextValue, name: string, { args }: Given): Value | undefined {
  const { text } = on;
  switch (name) {
    case "split":
    case "chars":
    case "scan":
      return splitText(on, args[0]);
    case "reverse":
      return carry([...text].reverse().join(""), [on]);
    case "lower":
    case "toLowerCase":
    case "downcase":
      return carry(text.toLowerCase(), [on]);
    case "upper":
    case "toUpperCase":
    case "upcase":
      return carry(text.toUpperCase(), [on]);
    case "replace":
    case "replaceAll":
    case "sub":
    case "gsub":
    case "tr":
    case "delete":
      return replaceText(on, name, args);
    case "concat":
      return joinValues([on, ...args], "");
    case "repeat":
      return repeatText(on, numberOf(args[0]));
    default:
      return callPart(on, name, args);
  }
}

function callPart(on: TextValue, name: string, args: readonly Value[]): Value | undefined {
  const [first = 0, second] = args.map(numberOf);
  switch (name) {
    case "slice":
    case "substring":
      return carry(on.text.slice(first, second), [on]);
    case "substr":
      return carry(on.text.slice(first, second === undefined ? undefined : first + second), [on]);
    case "charAt":
    case "at":
      return carry(on.text.at(first) ?? "", [on]);
    default:
      return undefined;
  }
}

function splitText(on: TextValue, separator: Value | undefined): Value {
  const by = separator === undefined ? undefined : asText(separator).text;
  if (by !== undefined && by.includes(UNKNOWN)) return asText(toText(UNKNOWN));
  const parts = by === "" ? [...on.text] : on.text.split(by ?? /\s+/);
  return toList(parts.slice(0, MAX_LIST_ITEMS).map((part) => carry(part, [on])));
}

function repeatText(on: TextValue, count: number | undefined): Value | undefined {
  if (count === undefined || count < 0 || on.text.length * count > MAX_TEXT_UNITS) return undefined;
  return carry(on.text.repeat(count), [on]);
}

function replaceText(on: TextValue, name: string, args: readonly Value[]): Value | undefined {
  const [from, to = toText("")] = args;
  if (from === undefined || !isKnown(from) || !isKnown(to) || name === "tr") return undefined;
  if (on.text.length * (to.text.length + 1) > MAX_TEXT_UNITS) return undefined;
  return carry(
    on.text.replaceAll(from.text, () => to.text),
    [on, to],
  );
}
