import { describe, expect, it } from "vitest";
import { tellGaps, tellLines } from "./tell.ts";

const tell = (source: string): readonly string[] => tellLines(source, "powershell");

describe("a cmdlet is told by its full names, and as the program that does the same", () => {
  it.each<[string, string[]]>([
    ["ri -r -fo x", ["remove-item -Recurse -Force x", "rm -r -- x"]],
    ["Remove-Item -LiteralPath:x", ["remove-item x", "rm -- x"]],
    ["REMOVE-ITEM x, y", ["remove-item x y", "rm -- x y"]],
    ["Remove-Item x -Recurse:$false", ["remove-item x", "rm -- x"]],
    ["Remove-Item x -WhatIf", ["remove-item -WhatIf x"]],
    ["Remove-Item HKCU:\\x", ["remove-item HKCU:\\x"]],
    ["gc .\\a\\b", ["get-content .\\a\\b", "cat ./a/b"]],
    ["copy a b", ["copy-item a b", "cp -- a b"]],
    ["ren a b", ["rename-item a b", "mv -- a b"]],
    ["ni d -ItemType Directory", ["new-item -ItemType Directory d", "mkdir d"]],
    ["ni l -ItemType SymbolicLink -Target t", ["new-item -ItemType SymbolicLink l t", "ln -s t l"]],
    ["'x' | Out-File f", ["out-file f", "tee f"]],
    ["1 > f", ["tee f"]],
    [
      "irm http://h/x -Method Post -Body b",
      ["invoke-restmethod -Method Post -Body b http://h/x", "curl -X Post -d b http://h/x"],
    ],
    [
      "iwr http://h/x -OutFile f",
      ["invoke-webrequest -OutFile f http://h/x", "curl -o f http://h/x"],
    ],
    ["saps a 'b \"c d\"'", ['start-process a b "c d"', "a b c d"]],
    ["cd x; sl y", ["set-location x", "cd x", "set-location y", "cd y"]],
  ])("%s", (source, told) => expect(tell(source)).toEqual(told));
});

describe("a program gets its words as PowerShell hands them on", () => {
  it.each<[string, string]>([
    ['git commit -m "it`s `"x`""', 'git commit -m its "x"'],
    ["git log --pretty='%h %s' -n 5", "git log --pretty=%h %s -n 5"],
    ["& 'C:\\Program Files\\Git\\bin\\git.exe' status", "git status"],
    ["rm -rf x", "rm -rf x"],
    ["x a`\n b", "x a b"],
    ["x --% a $b | y", "x a $b"],
    ["x @('a','b')", "x a b"],
    ["x $('a' + 'b')", "x ab"],
    ['$a = \'p\'; $b = "${a}q"; x "$b.txt"', "x pq.txt"],
    ["x $env:USERPROFILE\\.ssh", "x ~/.ssh"],
    [".\\build.ps1 -x 1", "pwsh -File ./build.ps1 -x 1"],
    ["x ('a','b' -join '')", "x ab"],
    ["x ('{1}{0}' -f 'a','b')", "x ba"],
    ["x ([char]0x72 + [char]109)", "x rm"],
    ["x ('abc'[2..0] -join '')", "x cba"],
    ["x 'axb'.Replace('x','-').ToUpper()", "x A-B"],
    ["x ('a;b' -split ';')", "x a b"],
    ["$h = @{ k = 'v' }; x $h.k $h['k']", "x v v"],
    ["x <# no #> y # z", "x y"],
    ["x \u2018a b\u2019", "x a b"],
    ["x @'\na $b\n'@", "x a $b"],
    ["x @\"\na $('b')\n\"@", "x a b"],
  ])("%s", (source, line) => expect(tell(source)).toContain(line));
});

describe("blocks and branches are walked", () => {
  it.each([
    "if ($a) { x } else { y }",
    "while ($a) { x }",
    "do { x } until ($a)",
    "for ($i = 0; $i -lt 3; $i++) { x }",
    "foreach ($i in 1..3) { x }",
    "switch ($a) { 1 { x } default { y } }",
    "try { y } catch [System.IO.IOException] { x } finally { z }",
    "function f { x }",
    "function f { param($a = (x)) y }; f",
    "1 | % { x }",
    "gci | ? { x }",
    "icm { x }",
    "& { x }",
    "$b = { x }; & $b",
    "$b = { x }; $b.Invoke()",
    "$a = x",
    "$a = @{ b = (x) }",
    "y && x",
    "y || x",
    "y\n| z; x",
    "[Foo]::Bar((x))",
    '"a $(x)"',
    "iex x",
    "'x' | iex",
    "return x",
    ":outer while ($a) { x }",
  ])("%s", (source) => {
    expect(tell(source)).toContain("x");
    expect(tellGaps(source, "powershell")).toEqual([]);
  });
});

describe("every value that a variable may have is told", () => {
  it.each<[string, string[]]>([
    ["$a = 'p'; if ($q) { $a = 'r' }; x $a", ["x p", "x r"]],
    ["foreach ($a in 'p','r') { x $a }", ["x p", "x r"]],
    ["'p','r' | % { x $_ }", ["x p", "x r"]],
    ["function f($a, $b) { x $b $a }; f -b p r", ["x p r"]],
    ["function f([switch]$q, $a) { x $a }; f -q p", ["x p"]],
    ["$a = @{ Path = 'p'; Recurse = $true }; ri @a", ["rm -r -- p"]],
  ])("%s", (source, lines) => expect(tell(source)).toEqual(expect.arrayContaining(lines)));
});

describe("what is not understood is a gap", () => {
  it.each(["x 'a", "x (", "class A { }", "$a = ", "}"])("%s", (source) =>
    expect(tellGaps(source, "powershell")).not.toEqual([]),
  );
});

describe("other lines reach it", () => {
  it.each([
    "pwsh -c x",
    "pwsh -NoProfile -ExecutionPolicy Bypass -Command 'x'",
    "powershell.exe /c x",
    "PowerShell x",
    "echo x | pwsh -",
    "pwsh <<< x",
    "powershell -enc eAA=",
    "powershell -e eAA=",
    "cmd /c 'powershell -c x'",
    "cmd.exe //c x",
    "sudo pwsh -c '& { x }'",
  ])("%s", (source) => expect(tellLines(source)).toContain("x"));

  it("says of what it cannot decode where that came from", () => {
    expect(tellLines("pwsh -enc '!'")).toContain("\uFFFC");
  });

  it("takes a script of another name for what stands in it", () => {
    expect(tellLines("echo 'ri -r x' > a.ps1; pwsh -File a.ps1")).toContain("rm -r -- x");
  });
});
