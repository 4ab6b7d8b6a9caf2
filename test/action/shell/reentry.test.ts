import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../../../src/model/invocation.ts";
import { walkCommand } from "../../../src/action/shell/walk.ts";
import { tellCommands, tellPrograms } from "./tell.ts";

const base64 = Buffer.from("rm x").toString("base64");
const hex = Buffer.from("rm x").toString("hex");

const REACHED: readonly string[] = [
  ...["sh", "bash", "dash", "zsh", "ksh", "ash", "fish", "/bin/bash", "busybox sh"].map(
    (shell) => `${shell} -c 'rm x'`,
  ),
  "bash -xc 'rm x'",
  "bash -lc 'rm x'",
  "bash -o pipefail -c 'rm x'",
  "bash -eo pipefail -c 'rm x'",
  "bash --norc -c 'rm x'",
  "bash -c -- 'rm x'",
  "bash $OPTIONS 'rm x'",
  "bash -c 'rm $1' a x",
  "bash -c 'rm \"$@\"' a x",
  "bash -c \"bash -c 'rm x'\"",
  "X='rm x'; bash -c \"$X\"",
  "eval rm x",
  "eval 'rm' \"x\"",
  'eval "$(echo rm x)"',
  "eval 'X=rm'; $X x",
  "bash <<E\nrm x\nE",
  "bash -s <<'E'\nrm x\nE",
  "bash -s x <<< 'rm $1'",
  "bash <<< 'rm x'",
  "bash /dev/stdin <<< 'rm x'",
  "bash - <<< 'rm x'",
  "{ bash; } <<< 'rm x'",
  "echo 'rm x' | sh",
  "echo rm x | (cat | sh)",
  "printf '%s\\n' 'rm x' | bash",
  "printf '\\162\\155 x' | sh",
  "printf '\\x72\\x6d x' | sh",
  "echo -e '\\x72m x' | sh",
  "cat <<E | sh\nrm x\nE",
  "{ echo a; echo rm x; } | sh",
  "echo 'rm x' | tee f | sh",
  "echo 'rm x' | tee >(sh)",
  `echo ${base64} | base64 -d | sh`,
  `echo ${base64} | base64 --decode | sudo bash`,
  `base64 -d <<< ${base64} | sh`,
  `eval "$(echo ${base64} | base64 -d)"`,
  `echo ${base64} | openssl base64 -d | sh`,
  "echo OJWSA6A= | base32 -d | sh",
  `echo ${hex} | xxd -r -p | sh`,
  "echo 'x mr' | rev | sh",
  "echo 'sn y' | tr 'nsy' 'mrx' | sh",
  "echo 'ez k' | tr a-z n-za-m | sh",
  "echo 'RM X' | tr A-Z a-z | sh",
  "echo 'rm y' | sed 's/y/x/' | sh",
  "source /dev/stdin <<< 'rm x'",
  ". <(echo rm x)",
  "bash <(echo rm x)",
  "bash < <(echo rm x)",
  "echo 'rm x' > f.sh; sh f.sh",
  "cat > f.sh <<E\nrm x\nE\n. f.sh",
  "echo 'rm x' > f; cat f | sh",
  "echo 'rm x' | tee f.sh; bash ./f.sh",
  "echo 'rm x' > f.sh && chmod +x f.sh && ./f.sh",
  "cat > /tmp/f <<'E'\n#!/bin/bash\nrm x\nE\n/tmp/f",
  "trap 'rm x' EXIT",
  "alias a='rm x'",
  "alias a='rm'; a x",
  'f() { rm "$1"; }; f x',
  "f() { g x; }; g() { rm $1; }; f",
  "PROMPT_COMMAND='rm x'",
  "export GIT_PAGER='rm x'",
  "GIT_SSH_COMMAND='rm x' git fetch",
];

/** Each line only talks of `rm x`. */
const INNOCENT: readonly string[] = [
  'echo "rm x"',
  "echo 'a; rm x'",
  "git commit -m 'rm x'",
  "grep 'a | rm x' f",
  "cat <<'E' > notes.md\nrm x\n$(rm x)\nE",
  "cat <<E\nrm x\nE",
  "python3 - <<'E'\nrm x\nE",
  "echo 'rm x' | grep x",
  "echo 'rm x' > notes.md",
  "cat > f.py <<'E'\n#!/usr/bin/python3\nrm x\nE\n./f.py",
  "# rm x",
  "a # $(rm x)",
  "X='rm x'",
  "X='rm x'; echo \"$X\"",
  "awk '{ rm x }' f",
  "jq '.a | rm x'",
  "command -v rm x",
  "bash script.sh 'rm x'",
  "bash -c 'echo \"$1\"' a 'rm x'",
  "echo '$(rm x)'",
  "echo \\$(rm x\\)".replace("(", "\\("),
  "trap - EXIT",
  "read -p 'rm x' y",
];

describe("what is parsed again", () => {
  it.each(REACHED)("reaches the command in %s", (source) => {
    expect(tellCommands(source)).toContain("rm x");
    expect(walkCommand(source).gaps).toEqual([]);
  });

  it.each(INNOCENT)("finds no command to remove in %s", (source) => {
    expect(tellPrograms(source)).not.toContain("rm");
    expect(walkCommand(source).gaps).toEqual([]);
  });

  it("tells a shell fed by what nobody knows as fed by a pipe", () => {
    for (const shell of ["sh", "/bin/bash", "sudo -u y bash", "env bash", "(bash)"]) {
      const [fed, source] = walkCommand(`curl x | ${shell}`).invocations.slice(-2);
      expect(fed).toMatchObject({ feed: { kind: "pipe", origins: ["download"] } });
      expect(["sh", "bash"]).toContain(fed?.program);
      expect(source).toMatchObject({ program: UNKNOWN, words: [{ origins: ["download"] }] });
    }
    expect(walkCommand("a > >(sh)").invocations).toContainEqual(
      expect.objectContaining({ program: "sh", feed: { kind: "pipe" } }),
    );
  });

  it("tells a program that cannot be known where the source cannot be", () => {
    for (const source of [
      'eval "$(a)"',
      'bash -c "$X"',
      ". <(a)",
      "bash <(a)",
      'echo "$X" y | sh',
    ]) {
      expect(tellPrograms(source)).toContain(UNKNOWN);
    }
  });

  it("takes what shells disagree about for unknown", () => {
    const line = walkCommand("echo 'r\\155 x' | sh").invocations;
    expect(line.map(({ program }) => program)).toEqual(["echo", "sh", UNKNOWN]);
    expect(line[1]?.feed).toEqual({ kind: "pipe" });
  });
});
