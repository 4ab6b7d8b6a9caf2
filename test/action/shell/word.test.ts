import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../../../src/model/invocation.ts";
import { walkCommand } from "../../../src/action/shell/walk.ts";
import { tellCommands, tellPrograms } from "./tell.ts";

const U = UNKNOWN;

/** The words of the last command of each line. */
const WORDS: readonly (readonly [string, readonly string[]])[] = [
  ["r''m -rf ~", ["rm", "-rf", "~"]],
  ['ch"m"od 777 /', ["chmod", "777", "/"]],
  ["c\\url x", ["curl", "x"]],
  ["$'\\x72\\155' x", ["rm", "x"]],
  ["rm${IFS}-rf${IFS}/", ["rm", "-rf", "/"]],
  ["rm$IFS-rf$IFS/", ["rm", "-rf", "/"]],
  ["{rm,-rf,/}", ["rm", "-rf", "/"]],
  ["a {b,c}{d,e} {1..3} {3..1} {a..e..2} x{,y}", "a bd be cd ce 1 2 3 3 2 1 a c e x xy".split(" ")],
  [
    "a {b,{c,d}e}f {g} {} \\{h,i} '{j,k}' {l\\,m,n}",
    "a bf cef def {g} {} {h,i} {j,k} l,m n".split(" "),
  ],
  ['a $HOME/x ${HOME}/y ~/z "$HOME/w"', ["a", "~/x", "~/y", "~/z", "~/w"]],
  ["X=rm; $X -rf /", ["rm", "-rf", "/"]],
  ["a=r b=m; $a$b /", ["rm", "/"]],
  ['X="rm -rf /"; $X', ["rm", "-rf", "/"]],
  ['X="a b"; c "$X"', ["c", "a b"]],
  ["IFS=:; T='rm:-rf:/'; $T", ["rm", "-rf", "/"]],
  [
    "x=a.b.c; d ${x#*.} ${x##*.} ${x%.*} ${x%%.*} ${x#a} ${x%c}",
    "d b.c c a.b a .b.c a.b.".split(" "),
  ],
  [
    "x=aba; d ${x/a/c} ${x//a/c} ${x/#a/c} ${x/%a/c} ${x//[a]/c}",
    ["d", "cba", "cbc", "cba", "abc", U],
  ],
  ["x=abc; d ${x:1} ${x:1:1} ${x: -1} ${x^} ${x^^} ${#x}", "d bc b c Abc ABC 3".split(" ")],
  ["x=y; y=rm; ${!x} z", ["rm", "z"]],
  ['A=(rm -rf /); "${A[@]}"', ["rm", "-rf", "/"]],
  ["A=(rm -rf /); ${A[0]} ${A[2]}", ["rm", "/"]],
  ["A=(a); A+=(b); A[3]=c; d ${A[@]} ${#A[@]}", ["d", "a", "b", "c", "4"]],
  ["X=a; X+=b; c $X", ["c", "ab"]],
  ['set -- rm -rf /; "$@"', ["rm", "-rf", "/"]],
  ["set a b c; shift; d $1 $#", ["d", "b", U]],
  ["r$@m$1 x", ["rm", "x"]],
  ["$(echo rm) -rf /", ["rm", "-rf", "/"]],
  ["`printf r%s m` /", ["rm", "/"]],
  ['a $(echo b c) "$(echo d e)"', ["a", "b", "c", "d e"]],
  ["$(echo mr | rev) /", ["rm", "/"]],
  ['a "$@" b', ["a", "b"]],
  ["a '' \"\"", ["a", "", ""]],
  ["a *.c [bc]", ["a", "*.c", "[bc]"]],
  ["read -r a b <<< 'rm -rf'; $a $b /", ["rm", "-rf", "/"]],
  ["printf -v c rm; $c x", ["rm", "x"]],
  ["export X=rm; $X y", ["rm", "y"]],
  ["declare X=rm; $X y", ["rm", "y"]],
  ["X=rm; unset X; a $X y", ["a", "y"]],
  ['a $x "$y/z" $(b) $((1+1))', ["a", U, `${U}/z`, U, U]],
  ["(X=a); b $X", ["b", U]],
];

describe("words", () => {
  it.each(WORDS)("expands %s", (source, words) => {
    expect(
      walkCommand(source)
        .invocations.at(-1)
        ?.words.map((word) => word.value),
    ).toEqual(words);
    expect(walkCommand(source).gaps).toEqual([]);
  });

  it("says how well each word is known, and how it was written", () => {
    const [call] = walkCommand("a 'b' *.c $d '*'").invocations;
    expect(call?.words).toEqual([
      { text: "a", value: "a", certainty: "known" },
      { text: "'b'", value: "b", certainty: "known" },
      { text: "*.c", value: "*.c", certainty: "glob" },
      { text: "$d", value: U, certainty: "dynamic", isOfSession: true },
      { text: "'*'", value: "*", certainty: "known" },
    ]);
  });

  it("takes a source that holds the placeholder itself for dynamic", () => {
    expect(walkCommand(`a${U}`).invocations[0]).toMatchObject({
      program: U,
      words: [{ certainty: "dynamic" }],
    });
  });

  it("names the program by its last path segment, where that is known", () => {
    expect(tellPrograms("/bin/rm x; ./a/b; $V/bin/python y; ~/c; [ -f d ]")).toEqual([
      "rm",
      "b",
      "python",
      "c",
      "[",
    ]);
    expect(tellPrograms("$x y; /bin/$x; /bin/r? z; r*")).toEqual([U, U, U, U]);
  });

  it("tells every value that a variable may have", () => {
    expect(tellCommands("X=ls; if a; then X=rm; fi; $X y")).toEqual(
      expect.arrayContaining(["ls y", "rm y"]),
    );
    expect(tellCommands("X=rm; a && X=ls; $X y")).toContain("rm y");
    expect(tellCommands("X=rm; X=ls true; $X y")).toContain("rm y");
    expect(tellCommands("X=ls; while a; do $X y; X=rm; done")).toContain("rm y");
    expect(tellCommands("case $a in b) X=ls;; *) X=rm;; esac; $X y")).toContain("rm y");
    expect(tellCommands("for d in / /etc; do rm $d; done")).toEqual([":", "rm /", "rm /etc"]);
    expect(tellCommands("echo rm | while read c; do $c y; done")).toContain("rm y");
    expect(tellCommands("a ${b:-c}")).toEqual(["a c"]);
    expect(tellCommands("a ${b:+c}")).toEqual(["a c", "a"]);
  });

  it("knows nothing of a variable with too many values", () => {
    expect(tellCommands("for i in 1 2 3 4 5 6 7 8 9; do a $i; done")).toEqual([":", `a ${U}`]);
    const four =
      "for a in 1 2 3; do for b in 1 2 3; do for c in 1 2 3; do d $a$b$c; done; done; done";
    expect(tellCommands(four)).toContain(`d ${U}${U}${U}`);
  });

  it("tells what a loop gives its variable as assignments, of very many that they are unknown", () => {
    const assigned = (line: string) =>
      walkCommand(line).invocations.flatMap(({ assignments }) =>
        assignments.map(({ name, value }) => `${name}=${value.value}`),
      );
    expect(assigned("for PATH in /a /b; do git status; done")).toEqual(["PATH=/a", "PATH=/b"]);
    expect(assigned(`for i in ${"x ".repeat(40)}; do :; done`)).toEqual(["i=x"]);
    const many = Array.from({ length: 40 }, (_, at) => at).join(" ");
    expect(assigned(`for i in ${many}; do :; done`)).toEqual([`i=${U}`]);
  });

  it("follows a reference to a variable", () => {
    expect(tellPrograms("X=ls; declare -n r=X; r=rm; $X y").at(-1)).toBe("rm");
  });
});
