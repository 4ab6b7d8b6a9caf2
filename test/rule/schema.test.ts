import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { parse as parseToml } from "smol-toml";
import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { ruleDocument } from "../../src/rule/build/schema/document.ts";
import { toEditorSchemas } from "../../src/rule/build/schema/editor-schema.ts";
import { injectionDocument } from "../../src/rule/build/schema/injection.ts";
import { repositoryDocument } from "../../src/rule/build/schema/repository.ts";
import { secretFile } from "../../src/rule/build/schema/secret.ts";

const root = path.join(import.meta.dirname, "../..");
const rules = path.join(root, "rules");
const schemas = toEditorSchemas();

type Kind = "rules" | "injection" | "secrets" | "repository";

const validators = new Map(
  [...schemas].map(([name, text]) => [
    name,
    new Ajv2020({ allErrors: true, validateFormats: false }).compile(JSON.parse(text)),
  ]),
);

function validatorOf(kind: Kind): ValidateFunction {
  const validator = validators.get(`${kind}.schema.json`);
  if (validator === undefined) throw new Error(`no schema for ${kind}`);
  return validator;
}

const ZOD = {
  rules: ruleDocument,
  injection: injectionDocument,
  secrets: secretFile,
  repository: repositoryDocument,
} as const;

function kindOf(file: string): Kind {
  if (file.endsWith(".toml")) return "secrets";
  return file.startsWith("injection") ? "injection" : "rules";
}

/** Through JSON, because TOML and YAML have values that JSON Schema does not know. */
function read(file: string): unknown {
  const text = readFileSync(file, "utf8");
  return JSON.parse(JSON.stringify(file.endsWith(".toml") ? parseToml(text) : parseYaml(text)));
}

const files = readdirSync(rules).filter((name) => /\.(yaml|toml)$/.test(name));

describe("the schemas in rules/schema", () => {
  test.each([...schemas])("%s is what `npm run schemas` makes", (name, text) => {
    expect(readFileSync(path.join(rules, "schema", name), "utf8")).toBe(text);
  });

  test("there is no other", () => {
    expect(readdirSync(path.join(rules, "schema")).toSorted()).toEqual(
      [...schemas.keys()].toSorted(),
    );
  });

  test.each([...schemas])("%s says of every key what it is for", (_, text) => {
    expect(undescribed(JSON.parse(text), "")).toEqual([]);
  });
});

describe("the shipped rule files", () => {
  test.each(files)("%s names its schema in its first line", (file) => {
    const [first] = readFileSync(path.join(rules, file), "utf8").split("\n");
    const schema = `schema/${kindOf(file)}.schema.json`;
    const line = file.endsWith(".toml")
      ? `#:schema ${schema}`
      : `# yaml-language-server: $schema=${schema}`;
    expect(first).toBe(line);
  });

  test.each(files)("%s is valid", (file) => {
    const validate = validatorOf(kindOf(file));
    validate(read(path.join(rules, file)));
    expect(validate.errors ?? []).toEqual([]);
  });

  test("the repository's rules that the build exercises are valid", () => {
    const validate = validatorOf("repository");
    validate(read(path.join(root, "scripts/training-repository.yaml")));
    expect(validate.errors ?? []).toEqual([]);
  });
});

const META = {
  id: "command/x",
  why: "it is bad",
  instead: "do not",
  severity: "low",
  outcome: "deny",
  maturity: "stable",
  examples: { deny: ["x"], allow: ["y"] },
};
const COMMAND = { ...META, patterns: ["x"] };
const PII = { ...META, id: "pii/x", patterns: ["[0-9]{6}"] };
const INJECTION = { ...META, id: "injection/x", patterns: ["x"] };
const EXCEPTION = {
  id: "x",
  rule: "command/x",
  owner: "security team",
  reason: "a test",
  expires: "2027-01-31",
  match: { run: ["x"] },
  examples: { deny: ["x"], allow: ["y"] },
};
const OWN = { ...META, id: "command/repository-x", patterns: ["x"] };

const GOOD: readonly [Kind, object][] = [
  ["rules", {}],
  ["rules", { commands: [COMMAND] }],
  ["rules", { commands: [{ ...COMMAND, patterns: [{ run: "x", feed: "pipe" }, "y"] }] }],
  ["rules", { commands: [{ ...COMMAND, outcome: { standard: "ask", strict: "deny" } }] }],
  ["rules", { commands: [{ ...COMMAND, scope: { users: ["a*"] }, mode: "warn" }] }],
  ["rules", { policy: { mode: "enforce", deadline_ms: { standard: 100, strict: 200 } } }],
  ["rules", { policy: { rule_modes: { "command/x": "warn" } } }],
  ["rules", { policy: { rule_modes: { a: { mode: "enforce", from: "2027-01-31" } } } }],
  ["rules", { exceptions: [EXCEPTION] }],
  ["rules", { pii: [{ ...PII, validator: "luhn", context: ["card"], except: ["4*"] }] }],
  ["rules", { programs: { git: { valued: ["-C"], aliases: { "-f": "--force" } } } }],
  ["injection", { injection: [INJECTION] }],
  ["secrets", { rules: [{ id: "x", regex: "x", toolgate: { severity: "low" } }] }],
  ["secrets", { extend: { useDefault: true }, allowlists: [{ condition: "and", paths: ["x"] }] }],
  ["repository", { commands: [OWN], policy: { on_partial: "deny" } }],
];

const BAD: readonly [string, Kind, unknown][] = [
  ["a misspelt list", "rules", { comands: [] }],
  ["a misspelt key of a rule", "rules", { commands: [{ ...COMMAND, severty: "low" }] }],
  [
    "a misspelt key of a pattern",
    "rules",
    { commands: [{ ...COMMAND, patterns: [{ run: "x", fed: "pipe" }] }] },
  ],
  ["a pattern that is a number", "rules", { commands: [{ ...COMMAND, patterns: [1] }] }],
  ["a pattern without run", "rules", { commands: [{ ...COMMAND, patterns: [{ feed: "pipe" }] }] }],
  ["no pattern", "rules", { commands: [{ ...COMMAND, patterns: [] }] }],
  ["an unknown outcome", "rules", { commands: [{ ...COMMAND, outcome: "block" }] }],
  [
    "an outcome for an unknown profile",
    "rules",
    { commands: [{ ...COMMAND, outcome: { lax: "ask" } }] },
  ],
  ["a missing reason", "rules", { commands: [{ ...COMMAND, why: undefined }] }],
  ["a reason with a full stop", "rules", { commands: [{ ...COMMAND, why: "It is bad." }] }],
  ["a rule of another check", "rules", { commands: [{ ...COMMAND, id: "path/x" }] }],
  ["a day that is none", "rules", { policy: { enforce_from: "2027-02-30" } }],
  ["a mode that is none", "rules", { policy: { rule_modes: { "command/x": "deny" } } }],
  ["a deadline that is too short", "rules", { policy: { deadline_ms: 5 } }],
  ["an exception without an owner", "rules", { exceptions: [{ ...EXCEPTION, owner: undefined }] }],
  ["an unknown validator", "rules", { pii: [{ ...PII, validator: "crc" }] }],
  ["a class in an excepted value", "rules", { pii: [{ ...PII, except: ["[0-9]*"] }] }],
  ["a flag without a dash", "rules", { programs: { git: { aliases: { f: "--force" } } } }],
  ["a list that is a map", "rules", { commands: {} }],
  ["a misspelt key", "injection", { injection: [{ ...INJECTION, keyword: ["x"] }] }],
  ["an unknown role", "injection", { injection: [{ ...INJECTION, roles: ["command"] }] }],
  ["a misspelt key", "secrets", { rules: [{ id: "x", regexp: "x" }] }],
  ["a condition that is none", "secrets", { allowlists: [{ condition: "XOR", paths: ["x"] }] }],
  ["an outcome that lets pass", "repository", { commands: [{ ...OWN, outcome: "allow" }] }],
  ["a list that is the company's", "repository", { exceptions: [] }],
  ["an id that is the company's", "repository", { commands: [COMMAND] }],
];

describe("zod and the schemas agree", () => {
  test.each(GOOD)("on a document of %s that is right: %j", (kind, document) => {
    expect(ZOD[kind].safeParse(document).error).toBeUndefined();
    const validate = validatorOf(kind);
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
  });

  test.each(BAD)("on %s, in a document of %s", (_, kind, document) => {
    const json: unknown = JSON.parse(JSON.stringify(document));
    expect(ZOD[kind].safeParse(json).success).toBe(false);
    expect(validatorOf(kind)(json)).toBe(false);
  });
});

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly description?: string;
}

/** Names of profiles speak for themselves. */
const PLAIN: ReadonlySet<string> = new Set(["standard", "strict", "observe"]);

function undescribed(schema: Schema, where: string): readonly string[] {
  const { properties = {}, items, additionalProperties, anyOf = [] } = schema;
  const keys = Object.entries(properties);
  const bare = keys.filter(
    ([key, { description }]) => description === undefined && !PLAIN.has(key),
  );
  const parts = [items, additionalProperties, ...anyOf].filter((part) => part !== undefined);
  return [
    ...bare.map(([key]) => `${where}.${key}`),
    ...keys.flatMap(([key, value]) => undescribed(value, `${where}.${key}`)),
    ...parts.flatMap((part) => undescribed(part, where)),
  ];
}
