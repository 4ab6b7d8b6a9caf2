import { assert, constantFrom, array, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { walkCommand } from "../../../src/action/shell/walk.ts";

const many = (text: string, units: number): string => text.repeat(Math.ceil(units / text.length));

/** Each grows to any size. */
const SHAPES: Readonly<Record<string, (units: number) => string>> = {
  "commands in a row": (n) => many("a;", n),
  "a pipeline": (n) => `${many("a|", n)}b`,
  "parentheses nested": (n) => many("(", n / 2) + many(")", n / 2),
  "blocks nested": (n) => many("&{", n / 2) + many("}", n / 2),
  "substitutions never closed": (n) => many("$(", n),
  "brackets never closed": (n) => many("[", n),
  "quotes in a row": (n) => `x ${many("'a'", n)}`,
  "strings in strings": (n) => many('"$(', n),
  "a sum": (n) => `$a = 'x'${many("+'x'", n)}; y $a`,
  "a list": (n) => `x a${many(",a", n)}`,
  parameters: (n) => `Remove-Item ${many("-Recurse ", n)}`,
  operands: (n) => `Remove-Item ${many("a ", n)}`,
  doubling: (n) => `$a = 'xxxxxxxx';${many("$a = $a + $a;", n)} y $a`,
  appending: (n) => `$a = '';${many("$a += 'xxxx';", n)} y $a`,
  "loops nested": (n) => many("foreach($a in 1,2,3){", n / 2) + many("}", n / 2),
  branches: (n) => many("if($a){$b='x'};y $b;", n),
  functions: (n) => many("function f{ g };f;", n),
  evaluation: (n) => many("iex 'iex a';", n),
  methods: (n) => `x 'a'${many(".Trim()", n / 20)}`,
  "variables in a string": (n) => `x "${many("$a ", n)}"`,
  comments: (n) => many("<# a #>", n),
  backticks: (n) => `x ${many("`a", n)}`,
  "hash tables": (n) => many("@{a=", n),
  dashes: (n) => `x ${many("-a:", n)}`,
};

const CMD_SHAPES: Readonly<Record<string, (units: number) => string>> = {
  "commands in a row": (n) => many("a&", n),
  parentheses: (n) => many("(", n / 2) + many(")", n / 2),
  loops: (n) => `${many("for %a in (1 2) do ", n)}x`,
  conditions: (n) => `${many("if exist a ", n)}x`,
  variables: (n) => many("%a%", n),
  percents: (n) => many("%", n),
  quotes: (n) => many('"', n),
  carets: (n) => many("^", n),
};

/** How much longer four times the input takes, past what a busy machine may add. */
function growth(shape: (units: number) => string, language: "powershell" | "cmd"): number {
  const measure = (units: number): number => {
    const source = shape(units);
    const start = performance.now();
    walkCommand(source, undefined, language);
    return performance.now() - start;
  };
  measure(10_000);
  const small = Math.min(measure(15_000), measure(15_000));
  const large = Math.min(measure(60_000), measure(60_000));
  return Math.max(0, large - 60) / Math.max(small, 1);
}

describe("bounds", () => {
  it.each(Object.entries(SHAPES))("PowerShell stays linear in %s", (_, shape) =>
    expect(growth(shape, "powershell")).toBeLessThan(12),
  );

  it.each(Object.entries(CMD_SHAPES))("cmd.exe stays linear in %s", (_, shape) =>
    expect(growth(shape, "cmd")).toBeLessThan(12),
  );

  const pieces = constantFrom(
    ..."$ ( ) { } [ ] @ ' \" ` , ; | & . :: - -r > 2>&1 # <# #> = += % ^ ! if foreach in function param x iex $a $_ @{ @( $( 1..9 -join -f \n for do %a".split(
      " ",
    ),
    " ",
  );

  it.each(["powershell", "cmd"] as const)("whatever it is given as %s, it answers", (language) => {
    assert(
      property(array(pieces, { maxLength: 60 }), string(), (some, other) => {
        const walk = walkCommand(`${some.join("")} ${other}`, undefined, language);
        expect(walk.gaps.some((gap) => gap.startsWith("the walk failed"))).toBe(false);
        for (const { words } of walk.invocations) expect(words.length).toBeGreaterThan(0);
      }),
      { numRuns: 1500 },
    );
  });
});
