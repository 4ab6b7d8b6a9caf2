import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { execFileSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildRules } from "../../src/rule/build/build-rules.ts";
import type { RuleBundle } from "../../src/model/bundle.ts";
import { sourceOf } from "./source-of.ts";
import { parseBundle, toBundleText } from "../../src/rule/bundle-file.ts";
import { writeBundle } from "../../src/rule/build/write-bundle.ts";
import { loadRules } from "../../src/rule/load-rules.ts";

const bundle = buildRules("rules");
let directory = "";
const file = (name: string) => path.join(directory, name);

beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), "toolgate-rules-"));
});
afterEach(() => fs.rmSync(directory, { recursive: true }));

describe("loadRules", () => {
  it("loads what was written, and says which rules are in force", () => {
    writeBundle(directory, bundle);
    const { inForce, bundle: loaded } = loadRules(directory);
    const read = {
      ...loaded,
      commands: [...loaded.commands],
      paths: [...loaded.paths],
      permissions: [...(loaded.permissions ?? [])],
    };
    expect(read).toEqual(JSON.parse(JSON.stringify(bundle)));
    expect(inForce).toEqual({
      version: bundle.version,
      digest: bundle.digest,
      stale: [],
      fallback: false,
    });
  });

  it.each([
    ["is missing", () => fs.rmSync(file("bundle.jsonl"))],
    ["is empty", () => fs.writeFileSync(file("bundle.jsonl"), "")],
    ["is cut short", () => fs.truncateSync(file("bundle.jsonl"), 1000)],
    ["has another format", () => fs.writeFileSync(file("bundle.jsonl"), '{"format":1}')],
    [
      "is a FIFO",
      () => {
        fs.rmSync(file("bundle.jsonl"));
        execFileSync("mkfifo", [file("bundle.jsonl")]);
      },
    ],
    [
      "is a directory",
      () => {
        fs.rmSync(file("bundle.jsonl"));
        fs.mkdirSync(file("bundle.jsonl"));
      },
    ],
  ])("serves the last good bundle, and says so, when the bundle %s", (_name, spoil) => {
    writeBundle(directory, bundle);
    writeBundle(directory, { ...bundle, version: "9.9.9" });
    spoil();
    const { inForce } = loadRules(directory);
    expect(inForce).toMatchObject({ version: bundle.version, fallback: true });
  });

  it("names what is wrong with both when there is no good bundle", () => {
    fs.writeFileSync(file("bundle.jsonl"), "{");
    expect(() => loadRules(directory)).toThrow(
      expect.objectContaining({
        stage: "rules",
        message: "no usable rules: bundle.jsonl is not JSON; bundle.last-good.jsonl is missing",
      }),
    );
  });

  it("names the sources that are newer than the bundle", () => {
    writeBundle(directory, bundle);
    fs.mkdirSync(file("rules.d"));
    const later = new Date(Date.now() + 60_000);
    for (const name of ["commands.yaml", "VERSION", "rules.d/10-team.yaml", "notes.md"]) {
      fs.writeFileSync(file(name), "");
      fs.utimesSync(file(name), later, later);
    }
    expect(loadRules(directory).inForce.stale).toEqual(
      expect.arrayContaining(["VERSION", "commands.yaml", "rules.d/10-team.yaml"]),
    );
  });

  it("names what was changed in the same second, added with an old time, or taken away", () => {
    fs.cpSync("rules", directory, { recursive: true });
    writeBundle(directory, buildRules(directory));
    expect(loadRules(directory).inForce.stale).toEqual([]);
    fs.appendFileSync(file("commands.yaml"), "# a word more\n");
    fs.rmSync(file("databases.yaml"));
    fs.mkdirSync(file("rules.d"));
    fs.writeFileSync(file("rules.d/10-team.yaml"), "policy: {}\n");
    fs.utimesSync(file("rules.d/10-team.yaml"), 0, 0);
    expect(loadRules(directory).inForce.stale).toEqual([
      "commands.yaml",
      "rules.d/10-team.yaml",
      "databases.yaml",
    ]);
  });
});

describe("writeBundle", () => {
  it("keeps no last good bundle that could not serve", () => {
    fs.writeFileSync(file("bundle.jsonl"), "{}");
    writeBundle(directory, bundle);
    expect(fs.existsSync(file("bundle.last-good.jsonl"))).toBe(false);
  });

  it("leaves the bundle readable to everyone under any umask, and no other file", () => {
    const before = process.umask(0o777);
    try {
      writeBundle(directory, bundle);
    } finally {
      process.umask(before);
    }
    expect(fs.statSync(file("bundle.jsonl")).mode & 0o777).toBe(0o644);
    expect(fs.readdirSync(directory)).toEqual(["bundle.jsonl"]);
  });
});

describe("a line that is parsed only when it is needed", () => {
  it("does not stop a load, and is refused when it is damaged and asked for", () => {
    const lines = toBundleText(bundle).split("\n");
    const secrets = lines.findIndex((line) => line.startsWith('{"rules"'));
    lines[secrets] = '{"rules":5'.padEnd((lines[secrets] ?? "").length - 1) + "}";
    const loaded = parseBundle(sourceOf(lines.join("\n")));
    expect(loaded?.injection.length).toBe(bundle.injection.length);
    expect(() => loaded?.secrets).toThrow("the compiled rules are damaged");
    expect([...(loaded?.commands ?? [])]).toEqual(bundle.commands);
    expect(loaded?.paths.at(bundle.paths.length)).toBeUndefined();
  });

  it("is refused when it is asked for and has an outcome that nobody knows", () => {
    const commands = bundle.commands.map((rule) => ({ ...rule, outcome: "maybe" }));
    const damaged: RuleBundle = JSON.parse(JSON.stringify({ ...bundle, commands }));
    const loaded = parseBundle(sourceOf(toBundleText(damaged)));
    expect(() => loaded?.commands.at(0)).toThrow("the compiled rules are damaged");
  });

  it("is needed by no text without a keyword, and by every text when some rule has none", () => {
    const words = new Set(bundle.secretKeywords);
    expect(words.size).toBeGreaterThan(50);
    for (const { keywords } of bundle.secrets.rules) {
      expect(keywords.some((word) => words.has(word))).toBe(true);
    }
  });
});
