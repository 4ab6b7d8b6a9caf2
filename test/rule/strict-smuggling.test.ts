import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { braceExpand } from "minimatch";
import { parse } from "yaml";
import { walkCommand } from "../../src/action/shell/walk.ts";
import { commandCheck } from "../../src/check/command/command-check.ts";
import { buildRules } from "../../src/rule/build/build-rules.ts";
import { ruleDocument } from "../../src/rule/build/schema/document.ts";
import { DANGEROUS } from "./strict-options.ts";

const rules = buildRules("rules", { profile: "strict" });
const machine = { home: "/home/dev", realPath: (path: string) => path, readText: () => undefined };

/** Whether the strict command rules let a line pass without a word. */
function isAllowed(command: string): boolean {
  const surfaces = walkCommand(command).invocations.map(
    (invocation) => ({ kind: "command", invocation, at: { field: "tool_input.command" } }) as const,
  );
  const action = { surfaces, coverage: { complete: true, gaps: [] } };
  return commandCheck.inspect(action, rules, machine).length === 0;
}

/** By what a program's option does, in every place and spelling that the program would take it in. */
function spellings(before: string, option: string, rest: string): readonly string[] {
  const name = option.replace(/[ =].*/s, "");
  const lines = [
    `${before} ${option} ${rest}`,
    `${before} ${rest} ${option}`,
    `timeout 5 ${before} ${option} ${rest}`,
    `bash -c '${before} ${rest} ${option}'`,
    `${before} {${option.includes(" ") ? name : option},x} ${rest}`,
    `X='${option}'; ${before} $X ${rest}`,
    `for o in '${option}'; do ${before} $o ${rest}; done`,
    `echo '${option}' | xargs ${before} ${rest}`,
    `${before.replace(/^(\S)(\S*)/, "$1''$2")} ${rest} ${option}`,
    `${before} $'${name}'${option.slice(name.length)} ${rest}`,
  ];
  const isLong = name.startsWith("--") && name.length > 5;
  return isLong ? [...lines, `${before} ${name.slice(0, -1)} x ${rest}`] : lines;
}

const ROWS = DANGEROUS.flatMap(({ command, options, operands = "y" }) =>
  options.map((option) => [command, option, operands] as const),
);

describe("an option that writes, runs, loads or sends", () => {
  it.each(ROWS)("is allowed nowhere: %s %s", (command, option, operands) => {
    expect(spellings(command, option, operands).filter(isAllowed)).toEqual([]);
  });
});

describe("without it, the same command", () => {
  it.each(DANGEROUS.map(({ command, operands = "y" }) => `${command} ${operands}`.trim()))(
    "is allowed: %s",
    (line) => {
      expect(isAllowed(line)).toBe(true);
    },
  );
});

/** The programs of allow rules that hold only with, or only without, some options. */
function namedWithOptions(): readonly string[] {
  const files = ["reading", "system", "toolchain"].map((topic) => `rules/strict-${topic}.yaml`);
  const patterns = files
    .flatMap((file) => ruleDocument.parse(parse(readFileSync(file, "utf8"))).commands)
    .flatMap((rule) => rule.patterns);
  const open = patterns.filter(
    ({ only, without, operands }) =>
      operands !== "none" && (only !== undefined || without !== undefined),
  );
  return [
    ...new Set(
      open.flatMap(({ run }) => braceExpand(run).map((each) => each.replaceAll(/["']/g, ""))),
    ),
  ];
}

/** Of these no option that is ruled out does harm, they take none, or they are judged by what they run. */
const HARMLESS =
  /^(?:wc|du|jq|fzf|time|set|xargs|sh|bash|dash|printenv|getent|tput|diskutil|brew|snap|flatpak|rpmquery|awk|gawk|mawk|nawk|gzip|gunzip|bzip2|bunzip2|xz|unxz|lzma|zstd|unzstd|fdisk|parted|launchctl|scutil|xcrun|sensors|declare|typeset|sdk|port|ghc-pkg|sysctl|git-lfs|code|wait|mapfile|read|printf|jstack|jmap|unsquashfs|lsar|microdnf|dnf|yum)\b|^git (?:rev-parse|ls-files|ls-tree|describe|cat-file|merge-base|name-rev|for-each-ref|show-ref|show-branch|count-objects|check-|verify-|version|worktree|notes|bisect|sparse-checkout|bundle|lfs)/;

describe("a word that may turn out to be an option", () => {
  const lines = namedWithOptions().filter((each) => !HARMLESS.test(each));

  it.each(lines)("is asked about: %s", (line) => {
    const alternative = line
      .replaceAll("?*", "x")
      .replaceAll("[a-z]*", "x")
      .replaceAll("[0-9]*", "1");
    expect([`${alternative} $(cat x)`, `${alternative} *`].filter(isAllowed)).toEqual([]);
  });
});

describe("a name that the line gives to something else", () => {
  it.each([
    "ls() { ./x; }; ls",
    "alias ls=./x; ls",
    "hash -p ./x ls; ls",
    "enable -f ./x ls; ls",
    "export PATH=.; ls",
    "PATH=.; ls",
    "for PATH in .; do ls; done",
    "read PATH < x; ls",
    "read -aPATH y < x; ls",
    "read x$(echo y) < x; find . $xy",
    "local -n r=PATH; r=.; ls",
    "printf -v PATH .; ls",
    "wait -p PATH; ls",
    "xargs --process-slot-var=PATH ls",
    "mapfile -t PATH < x; ls",
    "set -k; ls PATH=.",
    "set -A PATH .; ls",
    "declare -f -x PATH=.; ls",
    "echo $((PATH=0)); ls",
    "((PATH++)); ls",
    "for ((PATH=0; ; )); do ls; done",
    "ls {PATH}</dev/null",
    "coproc PATH { ls; }",
  ])("is asked about: %s", (line) => {
    expect(isAllowed(line)).toBe(false);
  });
});

describe("what the line's own variables hold", () => {
  it.each([
    ["sort -- $(cat x)", "sort $(cat x)"],
    ["find ./* -name y", "find * -name y"],
    ['find "$DIR" -name y', 'DIR=$(cat x); find "$DIR" -name y'],
    ["rg foo src/$DIR", "DIR=$(cat x); rg foo src/$DIR"],
    ['git log --grep="$(cat x)"', "git log --grep=$(cat x)"],
    ['for f in *; do sort "./$f"; done', 'for f in *; do sort "$f"; done'],
    ["sort -k$N x", "N=$(cat x); sort -k$N x"],
    ['find "$DIR"', "find . $DIR; DIR=-delete; find . $DIR"],
    ["sort ${X} y", ": ${X:=$(cat y)}; sort ${X} y"],
  ])("decides: %s passes, %s is asked about", (passes, asked) => {
    expect([passes, asked].map(isAllowed)).toEqual([true, false]);
  });
});
