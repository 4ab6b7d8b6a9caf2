import { describe, expect, it } from "vitest";
import { tellCommands } from "../tell.ts";

const REACHED: readonly (readonly [source: string, command: string])[] = [
  [`vim -es +'call delete($HOME, "rf")' +q`, "rm -rf -- ~"],
  [`vim -es -c "call delete(expand('~') . '/x', 'rf')"`, "rm -rf -- ~/x"],
  [`vim -c 'call writefile(["x", "y"], $HOME . "/.x")'`, "tee -- ~/.x"],
  [`nvim --headless -c 'let r = rename("a", "b")'`, "mv -- a b"],
  [`vim -c 'call system("a b")'`, "a b"],
  [`emacs --batch --eval '(delete-directory "~" t)'`, "rm -rf -- ~"],
  [`emacs -batch -eval '(progn (delete-file (concat (getenv "HOME") "/x")))'`, "rm -- ~/x"],
  [`emacsclient -e '(write-region "x" nil (expand-file-name "y" "~/z"))'`, "tee -- ~/z/y"],
  [`emacs --batch --eval '(shell-command "a b")'`, "a b"],
  ["fc -e 'a b' 1 2", "a b"],
  ["mapfile -C 'a b' -c 1 x", "a b"],
  ["echo 'a b' | mapfile -C eval -c 1 x", "a b"],
  ["make -f - <<'E'\nall:\n\ta $(HOME)/x ${HOME}\nE", "a ~/x ~"],
  ["cd /x; make -f - <<'E'\nall:\n\ta $(CURDIR)\nE", "a /x"],
  ["make -C /x -f - <<'E'\nall:\n\ta $(CURDIR)\nE", "a /x"],
  ["make D=~ -f - <<'E'\nD = build\nall:\n\ta $(D)\nE", "a ~"],
  ["make -f - <<'E'\nD := $(HOME)/x\nE = $(D)/y\nall: ; a $(E)\nE", "a ~/x/y"],
  ["make --eval='x:;a $(HOME)' x", "a ~"],
  ["make --eval='$(shell a $(HOME))'", "a ~"],
];

const NOT_REACHED: readonly (readonly [source: string, command: string])[] = [
  [`vim -c 'call cursor(10, 1)'`, "1"],
  [`vim -c 'echo "delete"'`, "rm -- delete"],
  [`emacs --batch --eval '(message "(delete-directory \\"~\\" t)")'`, "rm -rf -- ~"],
  ["make -f - <<'E'\nall:\n\ta $(UNSET)\nE", "a ~"],
  ["make -f - <<'E'\nall:\n\ta $$HOMES\nE", "a ~"],
  ["fc -l", "fc"],
];

describe("what programs do to files in their own languages", () => {
  it.each(REACHED)("tells it as a command: %s", (source, command) => {
    expect(tellCommands(source)).toContain(command);
  });

  it.each(NOT_REACHED)("tells nothing that it does not do: %s", (source, command) => {
    expect(tellCommands(source).slice(1)).not.toContain(command);
  });

  it("tells a file that make writes as a redirection", () => {
    expect(tellCommands("make --eval='$(file >~/.x,y)'")).toContain(":");
  });

  it("expands variables of make no further than it must", () => {
    const chain = Array.from({ length: 64 }, (_, at) => `A${at} = $(A${at + 1})$(A${at + 1})`);
    const makefile = [...chain, "all:", "\ta $(A0)"].join("\n");
    expect(tellCommands(`make -f - <<'E'\n${makefile}\nE`).at(-1)?.length).toBeLessThan(4096);
  });
});
