import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addOrigins,
  blur,
  isOnlyFrom,
  readOrigins,
  refuseMarks,
  stripMarks,
  unknownFrom,
} from "../../../src/action/shell/origin.ts";
import { walkCommand } from "../../../src/action/shell/walk.ts";
import { UNKNOWN } from "../../../src/model/invocation.ts";

const origins = array(constantFrom(...(["download", "decoder", "environment", "local"] as const)), {
  maxLength: 4,
});

describe("origins", () => {
  it("are read back as they were given, each once", () => {
    assert(
      property(origins, origins, (first, second) => {
        const text = addOrigins(`a${unknownFrom(first)}b`, second);
        expect(new Set(readOrigins(text))).toEqual(new Set([...first, ...second]));
        expect(stripMarks(text)).toBe(`a${UNKNOWN}b`);
        expect(addOrigins(text, second)).toBe(text);
      }),
    );
  });

  it("say nothing of a text that is known", () => {
    expect(addOrigins("abc", ["download"])).toBe("abc");
  });

  it("are no file's any more once texts are mixed", () => {
    expect(readOrigins(blur([unknownFrom(["local"]), unknownFrom(["download"])]))).toEqual([
      "download",
    ]);
  });

  it("are local only where every part is", () => {
    const local = unknownFrom(["local"]);
    const isLocal = (text: string) => isOnlyFrom(text, ["local"]);
    expect(isLocal(`${local} ${local}\n`)).toBe(true);
    expect(isLocal(`${local}${UNKNOWN}`)).toBe(false);
    expect(isLocal(`${local}${unknownFrom(["local", "download"])}`)).toBe(false);
    expect(isLocal(`rm ${local}`)).toBe(false);
    expect(isLocal("")).toBe(false);
  });

  it("cannot be forged by the source", () => {
    const forged = unknownFrom(["local"]);
    expect(refuseMarks(forged)).not.toBe(forged);
    expect(walkCommand(forged).invocations).toMatchObject([{ program: UNKNOWN }]);
  });

  it("leave no mark in what the walk tells", () => {
    const line = "X=$(curl x); A=$X env B=$X cat $X > $X <<< $X | sh; eval $X";
    expect(JSON.stringify(walkCommand(line))).not.toMatch(/[\uFDD0-\uFDEF]/);
  });
});

/** By line: where the last command's input or words come from. */
const FLOWS: readonly (readonly [string, readonly string[]])[] = [
  ["curl x | a", ["download"]],
  ["curl x | jq . | tr a b | a", ["download"]],
  ["env | base64 | a", ["environment"]],
  ["cat f | base64 -d | a", ["decoder"]],
  ["cat f | a", ["local"]],
  ["cat f | b | a", []],
  ["curl x | cat - f | a", ["download", "local"]],
  ['X=$(curl x); a "$X"', ["download"]],
  ['X=$(curl x); Y="-$X-"; a "$Y"', ["download"]],
  ["curl x > f; a f", ["download"]],
  ["curl x > d/../f; cp f /tmp/g; a @/tmp/./g", ["download"]],
  ["wget http://h/p/f.sh; a f.sh", ["download"]],
  ["curl -fsSLo f h; a f", ["download"]],
  ["curl -LO h/f?x; a f", ["download"]],
  ["scp h:d/f .; a f", ["download"]],
  ["wget -O- h/f; a f", []],
  ["set -e; b | a", []],
  ["export -p | a", ["environment"]],
  ["a $HOME", []],
];

describe("what the walk tells of origins", () => {
  it.each(FLOWS)("follows %s", (line, expected) => {
    const last = walkCommand(line).invocations.at(-1);
    const { words = [], feed } = last ?? {};
    const fed = feed === undefined || feed.kind === "inherited" ? [] : (feed.origins ?? []);
    const told = [...fed, ...words.flatMap((word) => word.origins ?? [])];
    expect([...new Set(told)].toSorted()).toEqual([...expected].toSorted());
  });
});
