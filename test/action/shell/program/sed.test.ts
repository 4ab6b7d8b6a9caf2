import { describe, expect, it } from "vitest";
import { readSedScript } from "../../../../src/action/shell/program/sed-script.ts";
import { tellCommands } from "../tell.ts";

/** What sed does besides editing, as the commands that do the same. */
const effects = (line: string) => tellCommands(line).slice(1);

describe("sed", () => {
  it.each([
    ["sed '1e make x' y", "make x"],
    ["sed s/a/b/e y", "\uFFFC"],
    ["sed 's|a|b|gepI' y", "\uFFFC"],
    ["sed sxaxbxe y", "\uFFFC"],
    ["sed -e '/x/{s/a/b/;e' -e '}' y", "\uFFFC"],
    ["sed -n '/x/w out' y", "tee out"],
    ["sed 's/a/b/w out' y", "tee out"],
    ["sed -n '$!{/x/!wout\n}' y", "tee out"],
    ["sed '\\,x,r /etc/shadow' y", "cat /etc/shadow"],
    ["sed -e p -e 'R x' y", "cat x"],
    ["sed -ne '2,/[/]/p;W out' y", "tee out"],
    ["sed --expression='w out' y", "tee out"],
    ["sed -i '' 'w out' y", "tee out"],
    ["sed -- 'w out' y", "tee out"],
    ["gsed -Ee 'a\\' -e 'e x' -e 'e make' y", "make"],
  ])("tells of %s: %s", (line, effect) => expect(effects(line)).toEqual([effect]));

  it.each([
    "sed -n 1,5p y",
    "sed 's/[^/]*$//' y",
    "sed 's/\\/e/w/g;s,a,e,;y/ew/we/' y",
    "sed ':a;N;$!ba;s/\\n/ /g' y",
    "sed -e '/^e/d' -e '$a w out' y",
    "sed '1i\\\ne make\\\nw out' y",
    "sed '/a/,+2{/b/!d;n;x}' y",
    "sed -n '0~3p;$=' y",
    'sed "s/$A/$B/" y',
    'sed "$SCRIPT" y',
    "sed -f x.sed y",
    "sed --sandbox 'w out' y",
    "sed 'w /dev/stdout' y",
    "sed --version",
  ])("tells of nothing in %s", (line) => expect(effects(line)).toEqual([]));

  it("tells of a script that it cannot read as of one in a file", () => {
    expect(effects("sed 'Z' y")).toEqual(["sed -f \uFFFC"]);
    expect(effects("sed 's/a/b' y")).toEqual(["sed -f \uFFFC"]);
  });

  it("still works out what a plain substitution writes", () => {
    expect(tellCommands("$(echo xm | sed s/x/r/) y")).toContain("rm y");
  });

  it("takes time linear in a hostile script", () => {
    expect(readSedScript("s/[".repeat(20_000))).toBeUndefined();
    expect(readSedScript("[".repeat(60_000))).toBeUndefined();
    expect(readSedScript("{".repeat(60_000))).toBeUndefined();
  });
});
