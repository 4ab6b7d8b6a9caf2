import { describe, expect, it } from "vitest";
import { toAction } from "../../src/action/to-action.ts";
import { commandCheck } from "../../src/check/command/command-check.ts";
import { pathCheck } from "../../src/check/path/path-check.ts";
import { parseEvent } from "../../src/event/parse-event.ts";
import { buildRules } from "../../src/rule/build/build-rules.ts";

const rules = buildRules("rules", { profile: "standard" });
const machine = { home: "/home/dev", realPath: (path: string) => path, readText: () => undefined };

/** The strictest that the standard rules say of a command line. */
function told(command: string): string {
  const event = {
    hook_event_name: "PreToolUse",
    tool_name: "Bash",
    cwd: "/home/dev/project",
    tool_input: { command },
  };
  const action = toAction(parseEvent(Buffer.from(JSON.stringify(event))), machine);
  const outcomes = [pathCheck, commandCheck].flatMap((check) =>
    check.inspect(action, rules, machine).map(({ outcome }) => outcome),
  );
  return ["deny", "ask", "warn"].find((each) => outcomes.some((one) => one === each)) ?? "none";
}

describe("a repository's own rules", () => {
  it.each([
    ["find . -name toolgate.yaml -delete", "find . -name toolgate.yaml"],
    ["find . -name 'toolgate*' -exec rm {} +", "find . -name 'toolgate*' -exec cat {} +"],
    ["find . -iname toolgate.yaml | xargs rm", "find . -name '*.yaml' | xargs cat"],
    ["git stash push .claude/toolgate.yaml", "git stash push src/a.ts"],
    ["git checkout other -- .claude/toolgate.yaml", "git diff other -- .claude/toolgate.yaml"],
    ["tar xf x.tar .claude/toolgate.yaml", "tar tf x.tar .claude/toolgate.yaml"],
    ["tar cf x.tar --remove-files .claude/toolgate.yaml", "tar cf x.tar .claude/toolgate.yaml"],
    ["zip -m x.zip .claude/toolgate.yaml", "zip x.zip .claude/toolgate.yaml"],
    ["unzip -o x.zip .claude/toolgate.yaml", "unzip -p x.zip .claude/toolgate.yaml"],
    ["link x .claude/toolgate.yaml", "link .claude/toolgate.yaml x"],
    ["yq -i '.a = 1' .claude/toolgate.yaml", "yq '.a' .claude/toolgate.yaml"],
    ["yq --inplace '.a = 1' .claude/toolgate.yaml", "yq -i '.a = 1' config.yaml"],
    ["prettier --write .claude/toolgate.yaml", "prettier --check .claude/toolgate.yaml"],
    ["npx prettier --write .claude/toolgate.yaml", "npx prettier --write src"],
  ])("are not changed by %s, and %s passes", (attack, twin) => {
    expect(told(attack)).toBe("deny");
    expect(told(twin)).toBe("none");
  });
});

describe("the directory that they stand in", () => {
  it.each([
    ["git stash push .claude", "git stash push src"],
    ["git checkout other -- .claude", "git checkout other -- src"],
    ["git restore --source=HEAD~5 .claude", "git restore --source=HEAD~5 src"],
    ["git rm -rf .", "git rm -r --cached ."],
    ["tar xf x.tar -C .claude", "tar xf x.tar -C build"],
    ["tar xf x.tar .claude", "tar xf x.tar src"],
    ["tar cf x.tar --remove-files .claude", "tar cf x.tar .claude"],
    ["zip -rm x.zip .claude", "zip -r x.zip .claude"],
    ["unzip -o x.zip -d .claude", "unzip -o x.zip -d build"],
    ["cp -r x/. .claude/", "cp x.md .claude/commands/"],
    ["cp -r ../other/.claude .", "cp -r .claude ../backup"],
    ["rsync -a --delete x/ .claude/", "rsync -a .claude/ backup/"],
    ["ln -sfn ../other .claude", "ln -sfn releases/2 current"],
    ["wget -P .claude https://example.com/x", "wget -P build https://example.com/x"],
    ["rm -rf .[!.]*", "rm -rf .cache"],
    ["mv .claude x", "mkdir -p .claude"],
    ["echo x > .claude/$name.yaml", "echo x > .claude/plan.md"],
  ])("is asked about in %s, not in %s", (attack, twin) => {
    expect(told(attack)).toBe("ask");
    expect(told(twin)).toBe("none");
  });
});

describe("a file that is packed away", () => {
  it("is read, so that a secret does not leave by it", () => {
    expect(told("zip -m x.zip .env")).toBe("deny");
    expect(told("tar cf x.tar --remove-files .env")).toBe("deny");
    expect(told("zip -m x.zip a.txt")).toBe("none");
  });
});
