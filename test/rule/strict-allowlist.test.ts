import { describe, expect, it } from "vitest";
import { commandCheck } from "../../src/check/command/command-check.ts";
import { walkCommand } from "../../src/action/shell/walk.ts";
import { buildRules } from "../../src/rule/build/build-rules.ts";

const rules = buildRules("rules", { profile: "strict" });
const machine = { home: "/home/dev", realPath: (path: string) => path, readText: () => undefined };

/** What the strict command rules say of a line; nothing where it is on the list. */
function told(command: string): string[] {
  const surfaces = walkCommand(command).invocations.map(
    (invocation) => ({ kind: "command", invocation, at: { field: "tool_input.command" } }) as const,
  );
  const action = { surfaces, coverage: { complete: true, gaps: [] } };
  return commandCheck.inspect(action, rules, machine).map(({ outcome }) => outcome);
}

describe("beside a variable, a listed command", () => {
  it.each(
    [
      ["HOME=./x", "git status"],
      ["XDG_CONFIG_HOME=./x", "git status"],
      ["RIPGREP_CONFIG_PATH=./x", "rg foo"],
      ["MANOPT=-P./x", "man ls"],
      ["LESS=+!id", "less x"],
      ["GNUMAKEFLAGS=--eval=x", "make"],
      ["MAKEFILES=./x", "make"],
      ["MAKEFLAGS=-f./x", "make"],
      ["CC=./x", "make"],
      ["CXX=./x", "make"],
      ["GOFLAGS=-toolexec=./x", "go build"],
      ["GOTOOLCHAIN=x", "go build"],
      ["GOAUTH=x", "go build"],
      ["MAVEN_OPTS=-javaagent:x.jar", "mvn test"],
      ["MAVEN_ARGS=exec:exec", "mvn test"],
      ["GRADLE_OPTS=-javaagent:x.jar", "gradle build"],
      ["JAVA_TOOL_OPTIONS=-javaagent:x.jar", "mvn test"],
      ["JDK_JAVA_OPTIONS=-javaagent:x.jar", "mvn test"],
      ["_JAVA_OPTIONS=-javaagent:x.jar", "mvn test"],
      ["PYTEST_PLUGINS=x", "pytest"],
      ["PYTEST_ADDOPTS=-px", "pytest"],
      ["PYTHONPATH=./x", "pytest"],
      ["PYTHONUSERBASE=./x", "pytest"],
      ["PYTHONDUMPREFS=1", "pytest"],
      ["PIP_CONFIG_FILE=./x", "pip list"],
      ["NPM_CONFIG_SCRIPT_SHELL=./x", "npm test"],
      ["npm_config_script_shell=./x", "npm test"],
      ["NODE_OPTIONS=-r./x", "npm test"],
      ["NODE_EXTRA_CA_CERTS=./x", "npm test"],
      ["CARGO_TARGET_DIR=./x", "cargo build"],
      ["RUSTC_WRAPPER=./x", "cargo build"],
      ["RUSTFLAGS=-Clinker=./x", "cargo build"],
      ["GIT_PAGER=./x", "git log"],
      ["PAGER=cat;./x", "git log"],
      ["PS4=x", "bash -xc ls"],
    ].map(([variable = "", command = ""]) => [variable, command]),
  )("that makes it run something else is asked about: %s", (variable, command) => {
    const [name = "", ...value] = variable.split("=");
    expect(told(command)).toEqual([]);
    expect([...new Set(told(`${name}='${value.join("=")}' ${command}`))]).toEqual(["ask"]);
  });

  it.each([
    "CI=1 npm test",
    "NODE_ENV=test npm test",
    "FORCE_COLOR=1 npm test",
    "NO_COLOR=1 npm test",
    "GIT_PAGER=cat git log",
    "PAGER=cat git log",
    "TZ=UTC date",
    "LC_ALL=C sort x",
    "GOOS=linux GOARCH=amd64 go build",
    "PYTHONUNBUFFERED=1 python x.py",
    "PYTHONDONTWRITEBYTECODE=1 pytest",
    "CARGO_TERM_COLOR=always cargo test",
    "RUST_BACKTRACE=1 cargo test",
    "PIP_NO_CACHE_DIR=1 pip list",
    "MANWIDTH=80 man ls",
  ])("that only says how it prints or builds stays listed: %s", (command) => {
    expect(told(command)).toEqual([]);
  });
});

describe("`--` before the operands of git checkout", () => {
  it("means a file, and is asked about", () => {
    expect(told("git checkout -- x")).toEqual(["ask"]);
    expect(told("git checkout x")).toEqual([]);
  });

  it("is not what another flag has for its value", () => {
    expect(told("git checkout -b --")).toEqual([]);
  });
});

describe("a verb that has its option before it and behind it", () => {
  it.each([
    ["git -C sub switch main", "git switch -C sub main"],
    ["git -C sub branch", "git branch -C sub topic"],
    ["git switch -c topic", "git switch --force-create topic"],
    ["git branch -m topic", "git branch -M topic"],
    ["git branch --delete topic", "git branch --delete --force topic"],
  ])("is listed as %s and asked about as %s", (listed, asked) => {
    expect(told(listed)).toEqual([]);
    expect(told(asked)).toEqual(["ask"]);
  });
});
