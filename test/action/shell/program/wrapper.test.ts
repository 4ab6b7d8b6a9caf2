import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { findWrapper, listWrappers } from "../../../../src/action/shell/program/registry.ts";
import { listTables } from "../../../../src/action/shell/program/table/find-reading.ts";
import { walkCommand } from "../../../../src/action/shell/walk.ts";
import { tellCommands, tellPrograms } from "../tell.ts";
import { listTableWays, PREFIXES } from "./prefixes.ts";

function wrap(prefix: string, command: string): string {
  return prefix.replaceAll("%", () => command);
}

describe("wrappers", () => {
  it.each(PREFIXES)("finds the command behind %s", (prefix) => {
    const walk = walkCommand(wrap(prefix, "rm -rf x"));
    const found = walk.invocations.find((each) => each.program === "rm");
    expect(found?.words.slice(1, 3).map((word) => word.value)).toEqual(["-rf", "x"]);
    expect(found?.via.length).toBeGreaterThan(0);
    expect(walk.gaps).toEqual([]);
  });

  it.each(listTableWays())("finds the command behind %s, as the table says", (way) => {
    const walk = walkCommand(wrap(way, "rm -rf /"));
    expect(
      walk.invocations.map(({ words }) => words.map(({ value }) => value).join(" ")),
    ).toContain("rm -rf /");
    expect(walk.gaps).toEqual([]);
  });

  it("tells the wrapper itself as well", () => {
    expect(tellPrograms("sudo env timeout 5 rm x")).toEqual(["sudo", "env", "timeout", "rm"]);
  });

  it("gives the command the words that the wrapper adds", () => {
    expect(tellCommands("echo / | xargs rm -rf")).toContain("rm -rf /");
    expect(tellCommands("echo 'a b' | xargs -I% rm %")).toContain("rm a b");
    expect(tellCommands("printf 'a\\nb\\n' | xargs -I% rm %")).toEqual(
      expect.arrayContaining(["rm a", "rm b"]),
    );
    expect(tellCommands("a | xargs rm")).toContain("rm \uFFFC");
    expect(tellCommands("find /etc -exec rm {} +")).toContain("rm /etc/\uFFFC");
    expect(tellCommands("parallel rm ::: a b")).toEqual(expect.arrayContaining(["rm a", "rm b"]));
    expect(tellCommands("parallel ::: 'rm x'")).toContain("rm x");
    expect(tellCommands("git -c alias.a='push --force' a origin")).toContain(
      "git push --force origin",
    );
    expect(tellCommands("docker run --entrypoint sh image -c 'rm x'")).toContain("rm x");
  });

  it("runs nothing where the wrapper only has options", () => {
    for (const source of [
      "env",
      "sudo -l",
      "nice",
      "timeout --help",
      "find . -name rm",
      "ssh rm",
      "git log rm",
    ]) {
      expect(tellPrograms(source)).toHaveLength(1);
    }
  });

  it("gives each program one file and one line in a table", () => {
    const own = listWrappers().flatMap((wrapper) => wrapper.names);
    const listed = listTables().flatMap((table) => Object.keys(table));
    for (const names of [own, listed]) expect(new Set(names).size).toBe(names.length);
    expect(findWrapper("sudo")?.names).toContain("sudo");
    expect(findWrapper("toString")).toBeUndefined();
  });

  it("never loses the command, whatever wraps the wrappers", () => {
    const nestable = [...PREFIXES, ...listTableWays()].filter(
      (prefix) => !/['\n;+<]|ssh|::/.test(prefix),
    );
    assert(
      property(array(constantFrom(...nestable), { maxLength: 6 }), (chain) => {
        const source = chain.reduce((command, prefix) => wrap(prefix, command), "rm -rf x");
        expect(tellPrograms(source)).toContain("rm");
      }),
    );
  });
});
