import { expect, it } from "vitest";
import { guard } from "../../../hooks/guard.ts";
import { toAction } from "../../../src/action/to-action.ts";
import { growTree } from "../../../src/cli/explain/command-tree.ts";
import { explainSurfaces } from "../../../src/cli/explain/explain-surfaces.ts";
import { formatTree } from "../../../src/cli/explain/format-tree.ts";
import { parseEvent } from "../../../src/event/parse-event.ts";
import { buildRules } from "../../../src/rule/build/build-rules.ts";

const rules = buildRules("rules", { profile: "standard" });

const machine = {
  home: "/home/dev",
  realPath: (path: string) => path,
  readText: (path: string) =>
    path === "/home/dev/project/x.sh" ? { text: 'rm -rf "$1"', complete: true } : undefined,
};

function explain(command: string, decides: readonly string[] = []): string[] {
  const event = { hook_event_name: "PreToolUse", tool_name: "Bash", cwd: "/home/dev/project" };
  const body = Buffer.from(JSON.stringify({ ...event, tool_input: { command } }));
  const action = toAction(parseEvent(body), machine);
  const setting = { checks: guard.checks, machine };
  return formatTree(growTree(explainSurfaces(action, [rules], setting)), new Set(decides));
}

it("puts each command below the one that runs it, with what it names", () => {
  expect(explain("cd a; env A=1 sh -c 'cat b | sort'")).toEqual([
    "cd a",
    "env A=1 sh -c 'cat b | sort'",
    "└─ sh -c 'cat b | sort'   via env",
    "   ├─ cat b   via sh -c",
    "   │  │  read /home/dev/project/b",
    "   │  │  read /home/dev/project/a/b",
    "   └─ sort   via sh -c",
    "      │  fed by a pipe, from local",
  ]);
});

it("says why the deciding rule decides, and which others match", () => {
  const shown = explain("sudo rm -rf /", ["command/rm-root"]);
  expect(shown).toContainEqual(
    expect.stringMatching(/deny command\/rm-root: it deletes the whole system.*← decides$/),
  );
  expect(shown).toContainEqual(expect.stringMatching(/ask command\/sudo: it runs as another user/));
});

it("names each word that cannot be known, and where it comes from", () => {
  const shown = explain('curl -s https://example.com/x | sh; tar -C "$X" -xf *.tgz');
  expect(shown).toContain("   │  the program is unknown: ‹unknown›, from download");
  expect(shown).toContain('│  word 2 is unknown: "$X"');
  expect(shown).toContain("│  word 4 is a pattern: *.tgz");
});

it("says in which script a command stands", () => {
  expect(explain("bash x.sh build")).toContain("   │  in x.sh, written since the session began");
});

it("shows the same command every time that it is reached", () => {
  expect(
    explain("sudo ls; sudo ls").filter((line) => line.includes("ask command/sudo")),
  ).toHaveLength(2);
});

it("shows only what a rule matches where there is too much to read", () => {
  const shown = explain(`${"ls;".repeat(3000)} sudo ls; env sudo id`);
  expect(shown).toEqual([
    "sudo ls",
    expect.stringMatching(/^│ {2}ask command\/sudo/),
    "env sudo id",
    "└─ sudo id   via env",
    expect.stringMatching(/^ {3}│ {2}ask command\/sudo/),
    expect.stringMatching(/^… only what a rule matches is shown, of \d+ lines$/),
  ]);
});
