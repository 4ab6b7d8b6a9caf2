import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const root = path.dirname(import.meta.dirname);

/** What each folder may import from, besides itself and `model`. Dependencies point one way. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  event: [],
  mask: [],
  hash: [],
  http: [],
  platform: ["audit", "hash"],
  action: [],
  rule: ["action", "check", "platform"],
  check: ["rule", "action", "hash"],
  engine: ["rule", "check", "platform", "hash", "http"],
  verdict: [],
  taint: ["action", "check", "verdict"],
  decision: ["mask", "action"],
  audit: ["mask", "hash", "http"],
};

/** Packages that only one place may load. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  unbash: /^src\/action\/shell\//,
  "shell-quote": /^src\/rule\/build\//,
  yaml: /^src\/rule\/build\//,
  "smol-toml": /^src\/rule\/build\//,
  execa: /^src\/(?:engine\/scanner\/|platform\/user-directory\.ts$)/,
  zod: /^src\/rule\/build\//,
  "@aws-sdk/client-firehose": /^src\/audit\/sink\/firehose\//,
  "@aws-sdk/credential-providers": /^src\/audit\/sink\/firehose\//,
};

/** Files that are long because one thing in them is; each with its reason. */
const LONG_FILES: Readonly<Record<string, string>> = {};

interface SourceFile {
  readonly name: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function listFiles(folder: string): SourceFile[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => {
      const text = readFileSync(path.join(root, folder, name), "utf8");
      const imports = [...text.matchAll(/^(?:import|export) [^;]*?from "([^"]+)";$/gms)];
      return { name: `${folder}/${name}`, text, imports: imports.map(([, from]) => from ?? "") };
    });
}

const sources = listFiles("src");
const roots = [...listFiles("hooks"), ...listFiles("bin")];

function folderOf(file: string): string | undefined {
  const [, folder, rest] = file.split("/");
  return rest === undefined ? undefined : folder;
}

describe("the direction of dependencies", () => {
  const folders = Object.keys(MAY_IMPORT);

  test.each(folders)("src/%s imports only what it may", (folder) => {
    const allowed = new Set(["model", folder, ...(MAY_IMPORT[folder] ?? [])]);
    const strays = sources
      .filter((file) => folderOf(file.name) === folder)
      .flatMap((file) =>
        file.imports
          .filter((from) => from.startsWith("."))
          .map((from) => path.posix.join(path.posix.dirname(file.name), from))
          .filter((target) => !allowed.has(folderOf(target) ?? "the top of src"))
          .map((target) => `${file.name} -> ${target}`),
      );
    expect(strays).toEqual([]);
  });

  test("the rule of each folder is about a folder that exists, and none is without a rule", () => {
    const exempt = new Set(["cli"]);
    const present = new Set(
      sources.map(({ name }) => folderOf(name)).filter((name) => name !== undefined),
    );
    expect([...present].filter((name) => !exempt.has(name)).toSorted()).toEqual(folders.toSorted());
  });

  test.each(Object.entries(PACKAGES))("%s is loaded only where it belongs", (name, place) => {
    const strays = sources.filter((file) => file.imports.includes(name) && !place.test(file.name));
    expect(strays.map((file) => file.name)).toEqual([]);
  });
});

describe("the hot path", () => {
  test("loads nothing that is slow to load", () => {
    const slow = [
      /^node:(crypto|child_process|net|http|https|tls|v8|worker_threads|zlib)$/,
      /^(zod|yaml|smol-toml|execa|shell-quote|minimatch|@aws-sdk\/.*)$/,
    ];
    const reached = reach("bin/guard.ts");
    const loads = reached.flatMap((file) =>
      file.imports
        .filter((from) => slow.some((pattern) => pattern.test(from)))
        .map((from) => `${file.name} -> ${from}`),
    );
    expect(reached.length).toBeGreaterThan(40);
    expect(loads).toEqual([]);
  });
});

/** What a line of the sealed log is and what its files are called: a verifier needs it too. */
const LOG_FORMAT = new Set(["src/audit/seal/log-file.ts", "src/audit/seal/sealed-line.ts"]);

describe("the command line", () => {
  test("loads the forwarder and AWS's SDK for `forward` alone", () => {
    const reached = reach("bin/toolgate.ts");
    expect(reached.length).toBeGreaterThan(100);
    const loads = reached.filter(
      ({ name, imports }) =>
        name.startsWith("src/audit/forward/") ||
        (name.startsWith("src/audit/seal/") && !LOG_FORMAT.has(name)) ||
        imports.some((from) => from.startsWith("@aws-sdk/")),
    );
    expect(loads.map(({ name }) => name)).toEqual([]);
  });

  test("loads AWS's SDK for a sink of Firehose's alone", () => {
    const reached = reach("bin/forward.ts");
    const loads = reached.filter(({ imports }) => imports.some((from) => from.startsWith("@aws")));
    expect(loads.map(({ name }) => name)).toEqual([]);
  });
});

/** Every file of ours that `entry` loads, types aside. */
function reach(entry: string): SourceFile[] {
  const all = new Map([...sources, ...roots].map((file) => [file.name, file]));
  const seen = new Set<string>();
  const queue = [entry];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const file = all.get(name);
    if (seen.has(name) || file === undefined) continue;
    seen.add(name);
    const values = [
      ...file.text.matchAll(/^(?:import|export) (?!type )[^;]*?from "(\.[^"]+)";$/gms),
    ];
    const folder = path.posix.dirname(name);
    queue.push(...values.map(([, from]) => path.posix.join(folder, from ?? "")));
  }
  return [...seen].flatMap((name) => all.get(name) ?? []);
}

test("a hot path file imports what it uses of Node by name: a default import copies the whole module", () => {
  const whole = reach("bin/guard.ts").filter(({ text }) => /^import \w+ from "node:/m.test(text));
  expect(whole.map(({ name }) => name)).toEqual([]);
});

test("the hot path makes no class of Unicode before somebody asks for it: one takes up to 0.6 ms", () => {
  const early = reach("bin/guard.ts").filter(({ text }) =>
    /^(?:export )?const (?:(?!=>)[^;])*?\\[pP]\{(?:(?!=>)[^;])*;$/m.test(text),
  );
  expect(early.map(({ name }) => name)).toEqual([]);
});

describe("the size of things", () => {
  const lengthOf = (file: SourceFile): number => file.text.split("\n").length;

  test("no file is long without a reason", () => {
    const long = [...sources, ...roots].filter(
      (file) => lengthOf(file) > 260 && !(file.name in LONG_FILES),
    );
    expect(long.map((file) => `${file.name} ${lengthOf(file)}`)).toEqual([]);
  });

  test("the median file is under 100 lines", () => {
    const lengths = sources.map(lengthOf).toSorted((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(100);
  });

  test("a composition root holds at most 40 lines", () => {
    expect(roots.filter((file) => lengthOf(file) > 41).map((file) => file.name)).toEqual([]);
  });

  test("no folder is a bag", () => {
    expect(
      sources
        .map(({ name }) => name)
        .filter((name) => /\/(utils?|helpers?|common|misc)[/.]/.test(name)),
    ).toEqual([]);
  });
});
