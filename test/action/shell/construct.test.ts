import { describe, expect, it } from "vitest";
import { walkCommand } from "../../../src/action/shell/walk.ts";
import { tellCommands } from "./tell.ts";

/** Each line runs `rm x` somewhere in a construct of the language. */
const REACHED: readonly (readonly [string, string])[] = [
  ["a list", "a; rm x"],
  ["an and-list", "a && rm x"],
  ["an or-list", "a || rm x"],
  ["a pipeline", "a | rm x"],
  ["a pipeline with errors", "a |& rm x"],
  ["the background", "rm x & b"],
  ["a negation", "! rm x"],
  ["time", "time -p rm x"],
  ["a subshell", "(a; rm x)"],
  ["a group", "{ rm x; }"],
  ["a redirected group", "{ rm x; } > f"],
  ["a condition", "if rm x; then a; fi"],
  ["a then branch", "if a; then rm x; fi"],
  ["an elif condition", "if a; then b; elif rm x; then c; fi"],
  ["an else branch", "if a; then b; else rm x; fi"],
  ["a for loop", "for i in 1 2; do rm x; done"],
  ["the words of a for loop", "for i in $(rm x); do a; done"],
  ["an arithmetic for loop", "for ((i=0; i<2; i++)); do rm x; done"],
  ["a while condition", "while rm x; do a; done"],
  ["an until body", "until a; do rm x; done"],
  ["a select body", "select i in 1 2; do rm x; done"],
  ["a case branch", "case $y in a) b;; *) rm x;; esac"],
  ["a case word", "case $(rm x) in a) b;; esac"],
  ["a case pattern", "case a in $(rm x)) b;; esac"],
  ["a function that is called", "f() { rm x; }; f"],
  ["a function that is not called", "f() { rm x; }"],
  ["a function that is defined again", "f() { rm x; }; f() { a; }; f"],
  ["a function with the keyword", "function f { rm x; }"],
  ["a function that hides a program", "git() { rm x; }; git status"],
  ["a coprocess", "coproc rm x"],
  ["a test", "[[ -n $(rm x) ]]"],
  ["an arithmetic command", "((a = $(rm x)))"],
  ["parentheses that are no sum", "((rm x))"],
  ["many such parentheses", "((((rm x))))"],
  ["an arithmetic expansion", "echo $((1 + $(rm x)))"],
  ["an assignment", "A=$(rm x)"],
  ["an assignment before a command", "A=$(rm x) b"],
  ["an array element", "A=(1 $(rm x))"],
  ["an array element with a key", "A=([k]=$(rm x))"],
  ["an array index", "A[$(rm x)]=1"],
  ["a redirection target", "a > $(rm x)"],
  ["a here-string", "a <<< $(rm x)"],
  ["an unquoted heredoc", "a <<E\n$(rm x)\nE"],
  ["a substitution", "echo $(rm x)"],
  ["a quoted substitution", 'echo "a $(rm x) b"'],
  ["backticks", "echo `rm x`"],
  ["escaped backticks", "echo `echo \\`rm x\\``"],
  ["a locale string", 'echo $"$(rm x)"'],
  ["a substitution in this shell", "echo ${ rm x; }"],
  ["a parameter's default", "echo ${y:-$(rm x)}"],
  ["a parameter's replacement", "echo ${y/a/$(rm x)}"],
  ["a parameter's offset", "echo ${y:$(rm x)}"],
  ["a parameter's index", "echo ${y[$(rm x)]}"],
  ["process substitution for reading", "a <(rm x)"],
  ["process substitution for writing", "a >(rm x)"],
  ["process substitution behind a redirection", "a < <(rm x)"],
  ["braces", "echo {a,$(rm x)}"],
  ["a pattern", "echo [$(rm x)]"],
  ["an extended pattern", "echo @(a|$(rm x))"],
  ["a line after a comment", "a # b\nrm x"],
  ["a continued line", "rm \\\n x"],
  ["a line after a heredoc", "cat <<E\na\nE\nrm x"],
];

describe("walkCommand", () => {
  it.each(REACHED)("reaches a command in %s", (_, source) => {
    expect(tellCommands(source)).toContain("rm x");
    expect(walkCommand(source).gaps).toEqual([]);
  });

  it("tells the way, outermost first, and the offset in the outermost source", () => {
    const [, inner] = walkCommand('echo "$(a)"; sudo bash -c "eval rm\\ x"').invocations.slice(1);
    expect(inner).toMatchObject({ program: "sudo", via: [], offset: 13 });
    const last = walkCommand('echo "$(a)"; sudo bash -c "eval rm\\ x"').invocations.at(-1);
    expect(last).toMatchObject({ program: "rm", via: ["sudo", "bash -c", "eval"], offset: 13 });
    expect(walkCommand("a; b $(c)").invocations[1]).toMatchObject({ via: ["$(…)"], offset: 7 });
  });

  it("says what feeds a command", () => {
    const feeds = (source: string) => walkCommand(source).invocations.map((each) => each.feed);
    expect(feeds("a | b")).toEqual([{ kind: "inherited" }, { kind: "pipe" }]);
    expect(feeds("a <<< b")).toEqual([{ kind: "text", text: "b\n", dynamic: false }]);
    expect(feeds("a <<E\n$x\nE")).toEqual([{ kind: "text", text: "\uFFFC\n", dynamic: true }]);
    expect(feeds("a <<'E'\n$x\nE")).toEqual([{ kind: "text", text: "$x\n", dynamic: false }]);
    expect(feeds("a | b < f")[1]).toEqual({ kind: "inherited" });
    expect(feeds("a | (b; c)").slice(1)).toEqual([{ kind: "pipe" }, { kind: "pipe" }]);
  });

  it("tells files that are redirected to and from, and no descriptors", () => {
    const redirects = (source: string) =>
      walkCommand(source).invocations.flatMap((each) =>
        each.redirects.map((redirect) => `${redirect.access} ${redirect.target.value}`),
      );
    expect(redirects("a > f >> g >| h &> i &>> j 2> k")).toEqual(
      [..."fghijk"].map((f) => `write ${f}`),
    );
    expect(redirects("a < f <> g")).toEqual(["read f", "read g", "write g"]);
    expect(redirects("a 2>&1 >&2 <&3 3<&- >&$fd")).toEqual([]);
    expect(redirects("a >& f")).toEqual(["write f"]);
    expect(redirects("> /etc/passwd")).toEqual(["write /etc/passwd"]);
    expect(redirects("for i in 1; do a; done > f")).toEqual(["write f"]);
    expect(redirects("a > >(b)")).toEqual([]);
  });

  it("tells assignments, alone or before a command", () => {
    const assignments = (source: string) =>
      walkCommand(source).invocations.map((each) =>
        [each.program].concat(each.assignments.map(({ name, value }) => `${name}=${value.value}`)),
      );
    expect(assignments("A=1 B=$HOME/x c")).toEqual([["c", "A=1", "B=~/x"]]);
    expect(assignments("A=1")).toEqual([[":", "A=1"]]);
    expect(assignments("env A=1 c")).toEqual([["env"], ["c", "A=1"]]);
  });

  it("hands heredocs and here-strings to the checks that read text", () => {
    expect(walkCommand("cat <<'E' > notes.md\nrm -rf /\nE\nb <<< c").texts).toEqual([
      "rm -rf /\n",
      "c\n",
    ]);
  });

  it("names what the parser does not understand, and keeps what it does", () => {
    const walk = walkCommand("rm x; echo 'a");
    expect(walk.invocations.map((each) => each.program)).toEqual(["rm", "echo"]);
    expect(walk.gaps).toEqual(["not understood at 11: unterminated single quote"]);
    expect(walkCommand("bash -c 'if'").gaps).not.toEqual([]);
  });

  it("has nothing to tell of nothing", () => {
    for (const source of ["", "  ", "# comment", "\n\n"]) {
      expect(walkCommand(source)).toEqual({ invocations: [], texts: [], gaps: [] });
    }
  });
});
