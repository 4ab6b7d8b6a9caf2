import { UNKNOWN } from "../../../model/invocation.ts";
import { MAX_TEXT_UNITS } from "../bounds.ts";
import { asText, carry, itemsOf, type TextValue, type Value } from "../value.ts";

/** `"%s/%s" % (a, b)`, sprintf: each place filled with the next value. */
export function format(template: Value, values: Value): TextValue {
  const given = itemsOf(values).map(asText);
  let next = 0;
  const fill = (place: string): string => {
    if (place === "%%") return "%";
    const value = given[next];
    next += 1;
    if (value === undefined) return UNKNOWN;
    const isCharacter = place.endsWith("c") && value.isNumber === true;
    return isCharacter
      ? String.fromCodePoint(Math.max(0, Number(value.text) % 0x10ffff))
      : value.text;
  };
  return filled(template, /%(?:%|(?:\(\w{1,64}\))?[-+ #0]{0,4}[\d.]{0,8}[a-zA-Z])/g, {
    fill,
    given,
  });
}

/** `"{}/{name}".format(a, name=b)`, `"{0}"`. */
export function formatBraces(
  template: Value,
  { args, named }: { readonly args: readonly Value[]; readonly named: ReadonlyMap<string, Value> },
): TextValue {
  const given = [...args, ...named.values()].map(asText);
  let next = 0;
  const fill = (place: string): string => {
    if (place === "{{") return "{";
    if (place === "}}") return "}";
    const name = /^\{(\w*)/.exec(place)?.[1] ?? "";
    const value = name === "" ? args[next] : (named.get(name) ?? args[Number(name)]);
    next += 1;
    return value === undefined ? UNKNOWN : asText(value).text;
  };
  return filled(template, /\{\{|\}\}|\{[^{}]{0,64}\}/g, { fill, given });
}

interface Filling {
  readonly fill: (place: string) => string;
  readonly given: readonly TextValue[];
}

function filled(template: Value, places: RegExp, { fill, given }: Filling): TextValue {
  const source = asText(template);
  let room = MAX_TEXT_UNITS;
  const text = source.text.replaceAll(places, (place) => {
    const value = fill(place);
    room -= value.length;
    return room < 0 ? UNKNOWN : value;
  });
  return carry(text, [source, ...given]);
}
