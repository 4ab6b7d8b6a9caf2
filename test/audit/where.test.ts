/** In which repository and on which branch a call is made, and who its user says that he is. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AuditPolicy } from "../../src/model/audit-policy.ts";
import { createMachine } from "../../src/platform/machine.ts";
import { callOf } from "../executable/trial.ts";
import { writeRecords } from "./judged-records.ts";
import { findOcsfFaults } from "./ocsf-schema.ts";

let root = "";
beforeEach(() => void (root = mkdtempSync(path.join(tmpdir(), "toolgate-where-"))));
afterEach(() => rmSync(root, { recursive: true }));

const COMMIT = "3f786850e387550fdab836ed7e6dc881de23001b";

function write(name: string, text: string): void {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** A repository as git lays it out. */
function makeRepository(url?: string, head = "ref: refs/heads/feature/x-1\n"): void {
  write("app/.git/HEAD", head);
  const remote = url === undefined ? "" : `[remote "origin"]\n\turl = ${url}\n`;
  write("app/.git/config", `[core]\n\tbare = false\n${remote}`);
  write("app/src/deep/x.ts", "");
}

const machine = createMachine();

function unmappedOf(
  cwd: string,
  audit: Partial<AuditPolicy> = {},
  environment: Record<string, string> = {},
) {
  const event = callOf("Read", { file_path: "/home/dev/x" }, { cwd });
  const { records, texts } = writeRecords([event], { audit, setting: { machine, environment } });
  expect(records.flatMap((record) => findOcsfFaults(record))).toEqual([]);
  return JSON.parse(texts[0] ?? "").unmapped;
}

describe("the record names the repository", () => {
  test.each([
    ["https://github.com/Acme/App.git", "github.com"],
    ["git@github.com:acme/app.git", "github.com"],
    ["ssh://git@git.example.com:2222/acme/app", "git.example.com"],
  ])("of %s, from any of its directories", (url, host) => {
    makeRepository(url);
    const expected = { name: "acme/app", host, branch: "feature/x-1" };
    for (const cwd of ["app", "app/src", "app/src/deep"]) {
      expect(unmappedOf(path.join(root, cwd)).repository).toEqual(expected);
    }
  });

  test("of the first remote that lies on a host, where none is origin", () => {
    makeRepository();
    const remotes = ["/srv/git/app.git", "https://example.com/acme/app"].map(
      (url, nth) => `[remote "r${nth}"]\n\turl = ${url}\n`,
    );
    write("app/.git/config", remotes.join(""));
    expect(unmappedOf(path.join(root, "app")).repository.name).toBe("acme/app");
  });

  test("of a worktree and its own branch", () => {
    makeRepository("https://github.com/acme/app");
    write("app/.git/worktrees/w/HEAD", "ref: refs/heads/other\n");
    write("app/.git/worktrees/w/commondir", "../..\n");
    write("w/.git", `gitdir: ${root}/app/.git/worktrees/w\n`);
    const { repository } = unmappedOf(path.join(root, "w"));
    expect(repository).toEqual({ name: "acme/app", host: "github.com", branch: "other" });
  });

  test("where a link leads to it", () => {
    makeRepository("https://github.com/acme/app");
    symlinkSync(path.join(root, "app/src"), path.join(root, "link"));
    expect(unmappedOf(path.join(root, "link")).repository.name).toBe("acme/app");
  });

  test("by its commit where no branch is checked out", () => {
    makeRepository("https://github.com/acme/app", `${COMMIT}\n`);
    const { repository } = unmappedOf(path.join(root, "app"));
    expect(repository).toEqual({ name: "acme/app", host: "github.com", commit: COMMIT });
  });

  test("by its branch alone where it has no remote", () => {
    makeRepository();
    expect(unmappedOf(path.join(root, "app")).repository).toEqual({ branch: "feature/x-1" });
  });

  test("and none outside of one, or of a directory that is not there", () => {
    expect(unmappedOf(root)).not.toHaveProperty("repository");
    expect(unmappedOf(path.join(root, "no/such"))).not.toHaveProperty("repository");
    expect(unmappedOf("relative")).not.toHaveProperty("repository");
  });

  test.each([
    "https://dev:Zq7aB3dE9fGh1@example.com/acme/app",
    "https://Zq7aB3dE9fGh1@example.com/acme/app",
    "https://dev:Zq7aB3dE9@fGh1Zq7aB3dE9fGh1@example.com/acme/app",
    "https://dev:Zq7a/B3dE9fGh1@example.com/acme/app",
    "https://Zq7a/B3dE9fGh1@example.com/acme/app",
    "ssh://dev:Zq7aB3dE9fGh1@example.com/acme/app",
    "dev:Zq7aB3dE9fGh1@example.com:acme/app",
    "https://example.com/acme/app?token=Zq7aB3dE9fGh1",
  ])("never with a credential of its URL: %s", (url) => {
    makeRepository(url);
    expect(JSON.stringify(unmappedOf(path.join(root, "app")))).not.toMatch(/Zq7a|fGh1/);
  });

  test("never with a token that is a branch", () => {
    const token = ["ghp", "a1b2c3d4e5f6g7h8j9k1m2n3p4q5r6s7t8u9"].join("_");
    makeRepository(undefined, `ref: refs/heads/${token}\n`);
    expect(unmappedOf(path.join(root, "app")).repository).toEqual({ branch: "[token?]" });
  });

  test("under capture: hash with the branch's keyed hash, for people say there what they do", () => {
    makeRepository("https://github.com/acme/app");
    const { repository } = unmappedOf(path.join(root, "app"), { capture: "hash" });
    expect(repository).toMatchObject({ name: "acme/app", host: "github.com" });
    expect(repository.branch).toMatch(/^hmac:[0-9a-f]{64}$/);
  });

  test("whatever is in the files of git", () => {
    for (const text of ["", "\0", "ref: ", "x".repeat(2_000_000), "[".repeat(100_000)]) {
      write("app/.git/HEAD", text);
      write("app/.git/config", text);
      write("app/.git/commondir", text.slice(0, 5000));
      expect(unmappedOf(path.join(root, "app"))).toMatchObject({ format: 1 });
    }
  });
});

describe("the record names who the user says that he is", () => {
  const identity = ["SSO_USER", "COST_CENTER", "SSO_TOKEN", "UNSET", "EMPTY"];

  test("in the variables that the policy names, and no others", () => {
    const environment = {
      SSO_USER: "ann.lee@example.com",
      COST_CENTER: "4711",
      OTHER: "x",
      EMPTY: "",
    };
    expect(unmappedOf(root, { identity }, environment).identity).toEqual({
      SSO_USER: "ann.lee@example.com",
      COST_CENTER: "4711",
    });
    expect(unmappedOf(root, {}, environment)).not.toHaveProperty("identity");
  });

  test("under capture: hash too: it is not about the call", () => {
    const audit = { identity, capture: "hash" } as const;
    expect(unmappedOf(root, audit, { SSO_USER: "ann" }).identity).toEqual({ SSO_USER: "ann" });
  });

  test("masked, cut, and by keyed hash where the variable's name says that it is a credential", () => {
    const token = ["ghp", "a1b2c3d4e5f6g7h8j9k1m2n3p4q5r6s7t8u9"].join("_");
    const environment = { SSO_USER: token, COST_CENTER: "word ".repeat(1000), SSO_TOKEN: "abc" };
    const claimed = unmappedOf(root, { identity }, environment).identity;
    expect(claimed.SSO_USER).toBe("[token?]");
    expect(claimed.COST_CENTER).toHaveLength(257);
    expect(claimed.SSO_TOKEN).toMatch(/^hmac:[0-9a-f]{64}$/);
  });
});
