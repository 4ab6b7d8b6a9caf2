import { array, assert, boolean, constantFrom, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import {
  MAX_COMMAND_UNITS,
  MAX_INVOCATIONS,
  MAX_REENTRIES,
} from "../../../src/action/shell/bounds.ts";
import { walkCommand } from "../../../src/action/shell/walk.ts";
import { tellPrograms } from "./tell.ts";

const many = (text: string, units: number): string => text.repeat(Math.ceil(units / text.length));

/** Shapes that have made guards slow: each grows to any size. */
const SHAPES: Readonly<Record<string, (units: number) => string>> = {
  "substitutions nested": (n) => many("$(", n / 2) + many(")", n / 2),
  "substitutions never closed": (n) => many("$(", n),
  "commands in a row": (n) => many("a;", n),
  "a pipeline": (n) => many("a|", n) + "b",
  "one long word": (n) => `rm ${many("x", n)}`,
  "one quoted word": (n) => `rm '${many("x", n)}'`,
  "braces in a row": (n) => many("{a,b}", n),
  "braces nested": (n) => many("{a,", n / 2) + many("}", n / 2),
  "braces never closed": (n) => `{a,b}${many("{", n)}`,
  backticks: (n) => many("`", n),
  "expansions in one word": (n) => many("$x", n),
  subshells: (n) => many("(", n / 2) + many(")", n / 2),
  "parameters nested": (n) => many("${x:-", n),
  "an arithmetic sum": (n) => `echo $((${many("1+", n)}1))`,
  "patterns in one word": (n) => `rm ${many("[", n)}`,
  "heredocs in a row": (n) => many("cat <<A\n$x\nA\n", n),
  "case branches": (n) => `case x in ${many("a) b;; ", n)} esac`,
  appending: (n) => many("A+=xxxxxxxxxx;", n) + "b $A",
  "a long array": (n) => `A=(${many("x ", n)}); "\${A[@]}"`,
  shifts: (n) => `set -- ${many("x ", n / 2)};${many("shift;", n / 2)}`,
  "commands of find": (n) => `find / ${many("-exec rm {} ", n)}`,
  "slashes of find": (n) => `find ${many("/", n)}x -exec rm {} \\;`,
  placeholders: (n) => `parallel ${many("{", n)}`,
  newlines: (n) => `a "$(echo '${many("\n", n)}x')"`,
  "placeholders of find": (n) => `find ${many("/aaaaaaa ", n / 2)} -exec rm ${many("{} ", n / 2)}`,
  "placeholders of xargs": (n) => `echo ${many("a", n / 2)} | xargs -I{} rm ${many("{}", n / 2)}`,
  "wrappers of a container": (n) => many("docker run x ", n),
  "wrappers of one word": (n) => `${many("nice ", n)}x`,
  "assignments before wrappers": (n) => `${many("A=1 ", n)}${"env ".repeat(20)}x`,
  "assignments before a source": (n) => `${many("A=1 ", n / 2)}bash -c '${many("x;", n / 2)}'`,
  "marks in a pipeline": (n) => `curl x${many("|cat", n)}`,
  "names of files": (n) => `curl x > f; tee ${many("a/../f ", n)}; cp ${many("f ", n)}`,
  "a table of jobs": (n) => `echo '${many("* * * * * x\n", n)}' | crontab -`,
  functions: (n) => many("f(){ a;};", n),
};

describe("bounds", () => {
  it.each(Object.entries(SHAPES))("stays linear in %s", (_, shape) => {
    const measure = (units: number): number => {
      const source = shape(units);
      // The time of this thread alone: what else the machine does is nobody's growth.
      const start = process.threadCpuUsage();
      walkCommand(source);
      const { user, system } = process.threadCpuUsage(start);
      return (user + system) / 1000;
    };
    measure(20_000);
    const small = Math.min(measure(30_000), measure(30_000));
    // The better of two: other work on the machine makes single runs slow, never fast.
    const large = Math.min(measure(240_000), measure(240_000));
    // Eight times the input; quadratic would be sixty-four times the work.
    expect(large).toBeLessThan(small * 24 + 100);
  });

  it("leaves a gap, and no more commands, past the bound on commands", () => {
    const walk = walkCommand("a;".repeat(100_000));
    expect(walk.invocations).toHaveLength(MAX_INVOCATIONS);
    expect(walk.gaps.join()).toContain(`more than ${MAX_INVOCATIONS} commands`);
    expect(walkCommand("a;".repeat(MAX_INVOCATIONS)).gaps).toEqual([]);
  });

  it("leaves a gap for a line that is too long, and walks its beginning", () => {
    const walk = walkCommand(`rm x; echo ${"y".repeat(MAX_COMMAND_UNITS)}`);
    expect(walk.invocations[0]?.program).toBe("rm");
    expect(walk.gaps).toContain(`longer than ${MAX_COMMAND_UNITS} characters`);
  });

  it("leaves a gap for commands nested too deep", () => {
    const nest = (depth: number): string => `${"eval ".repeat(depth)}rm x`;
    expect(tellPrograms(nest(MAX_REENTRIES))).toContain("rm");
    expect(walkCommand(nest(MAX_REENTRIES)).gaps).toEqual([]);
    expect(walkCommand(nest(MAX_REENTRIES + 1)).gaps.join()).toContain("nested in commands deeper");
  });

  it("leaves a gap for syntax nested too deep", () => {
    const nest = (depth: number): string => `${"$(".repeat(depth)}rm x${")".repeat(depth)}`;
    expect(tellPrograms(nest(150))).toContain("rm");
    expect(walkCommand(nest(150)).gaps).toEqual([]);
    expect(walkCommand(nest(1000)).gaps).not.toEqual([]);
  });

  it("leaves a gap where braces or doublings would explode", () => {
    expect(walkCommand("echo {a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}").gaps).not.toEqual([]);
    expect(walkCommand(`A=xxxxxxxx;${"A=$A$A;".repeat(60)}`).gaps).not.toEqual([]);
    expect(walkCommand(`echo aaaa > f;${"cat f f > g; cat g g > f;".repeat(40)}`).gaps).not.toEqual(
      [],
    );
    expect(walkCommand(`echo a > f;${"{ cat f; cat f; } > f;".repeat(60)}`).gaps).not.toEqual([]);
    const loops = "for a in 1 2; do X=$X$a;".repeat(40) + "done;".repeat(40);
    expect(walkCommand(loops).gaps).not.toEqual([]);
  });

  it("ends for functions and aliases that call themselves", () => {
    expect(tellPrograms(":(){ :|:& };:")).toContain(":");
    expect(walkCommand("f(){ g; }; g(){ f; rm x; }; f").gaps).toEqual([]);
    expect(walkCommand("alias a='a; rm x'; a").gaps).not.toEqual([]);
  });

  it("never throws, whatever the text", () => {
    const token = constantFrom(
      ..."; | & ( ) { } $( ` ' \" \\ < > << <<< <( $ ${ } $(( )) [[ ]] if then fi for do done case in esac a=b {a,b} * ~ # \n ! time eval sudo xargs bash -c x".split(
        " ",
      ),
    );
    assert(
      property(array(token, { maxLength: 30 }), boolean(), (tokens, spaced) => {
        const walk = walkCommand(tokens.join(spaced ? " " : ""));
        expect(walk.gaps.join("\n")).not.toContain("the walk failed");
      }),
      { numRuns: 1500 },
    );
    assert(
      property(string({ unit: "binary", maxLength: 60 }), (source) => {
        expect(walkCommand(source).gaps.join("\n")).not.toContain("the walk failed");
      }),
    );
  });

  it("never has an invocation without words, or a known word with a hole", () => {
    const token = constantFrom("$x", "a", "'b'", "$(c)", "*", "{d,$e}", "|", ";", "X=1");
    assert(
      property(array(token, { maxLength: 12 }), (tokens) => {
        for (const { words } of walkCommand(tokens.join(" ")).invocations) {
          expect(words.length).toBeGreaterThan(0);
          for (const { certainty, value } of words) {
            expect(certainty === "dynamic").toBe(value.includes("\uFFFC"));
          }
        }
      }),
    );
  });
});
