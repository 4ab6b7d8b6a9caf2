import { describe, expect, it } from "vitest";
import { tellCommands } from "../tell.ts";

const REACHED: readonly string[] = [
  "jobs -x rm x",
  "mapfile -C 'rm x;' -c 1 lines < f",
  "readarray -tC 'rm x;' lines < f",
  "compgen -C 'rm x'",
  "compgen -W '$(rm x)'",
  "complete -C 'rm x' tool",
  "bind -x '\"k\":rm x'",
  'bind -x \'"\\C-k": "rm x"\'',
  "npm -c 'rm x' exec",
  "npm --call 'rm x' x",
  "go test -exec 'rm x' ./...",
  "go run --exec='rm x' main.go",
  "go build -toolexec 'rm x' .",
  "make -f - <<< 'all:; rm x'",
  "make -f- <<< 'all: ; @rm x'",
  "printf 'all:\\n\\t-@rm x\\n' | make -sf -",
  "printf 'V = x\\nall:\\n\\trm $(V)\\n' | make --file=-",
  "make -f - <<< 'V != rm x'",
  "make -f - <<< 'V := $(shell rm x)'",
  "make -f <(echo 'all:; rm x')",
  "make 'V!=rm x'",
  "make 'V=$(shell rm x)'",
  "make 'V=$(shell echo $(shell rm x))'",
  "make --eval 'all:; rm x'",
];

const NOT_REACHED: readonly string[] = [
  "jobs -l rm x",
  "mapfile -c 1 'rm x'",
  "compgen -W 'rm x'",
  'bind \'"k": "rm x"\'',
  "npm -c 'rm x' run",
  "go test -run 'rm x' ./...",
  "make 'V=rm x'",
  "make -f - <<< '# all: rm x'",
  "make -f - <<< 'all: rm x'",
  "make -f Makefile <<< 'all:; rm x'",
];

describe("programs that are given a command in a word", () => {
  it.each(REACHED)("goes into %s", (source) => {
    expect(tellCommands(source)).toContain("rm x");
  });

  it.each(NOT_REACHED)("sees no command in %s", (source) => {
    expect(tellCommands(source)).not.toContain("rm x");
  });
});
