import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { isArray, isObject, type Json } from "../../src/model/json.ts";

const root = path.dirname(path.dirname(import.meta.dirname));
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

const company: Json = JSON.parse(read("docs/examples/managed-settings.company.json"));
const ours: Json = JSON.parse(read("hooks/managed-settings.json"));

/** Keys of the client's own settings schema, version 2.1.330; it ignores any other without a word. */
const CLIENT_KEYS = [
  "allowManagedMcpServersOnly",
  "allowManagedPermissionRulesOnly",
  "allowedHttpHookUrls",
  "allowedMcpServers",
  "availableModels",
  "blockedMarketplaces",
  "cleanupPeriodDays",
  "companyAnnouncements",
  "forceLoginMethod",
  "forceLoginOrgUUID",
  "permissions.allow",
  "permissions.ask",
  "permissions.defaultMode",
  "permissions.deny",
  "requiredMaximumVersion",
  "sandbox.allowUnsandboxedCommands",
  "sandbox.autoAllowBashIfSandboxed",
  "sandbox.enabled",
  "sandbox.failIfUnavailable",
  "sandbox.network.allowManagedDomainsOnly",
  "sandbox.network.allowedDomains",
  "strictKnownMarketplaces",
];

const VARIABLES = [
  "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC",
  "CLAUDE_CODE_ENABLE_TELEMETRY",
  "HTTPS_PROXY",
  "OTEL_EXPORTER_OTLP_ENDPOINT",
  "OTEL_LOGS_EXPORTER",
  "OTEL_METRICS_EXPORTER",
];

/** What is set, by its dotted key; a list is one value. */
function leavesOf(value: Json | undefined, key = ""): Map<string, Json | undefined> {
  if (!isObject(value)) return new Map([[key, value]]);
  const prefix = key === "" ? "" : `${key}.`;
  return new Map(
    Object.entries(value).flatMap(([name, inner]) =>
      Array.from(leavesOf(inner, `${prefix}${name}`)),
    ),
  );
}

/** As the client joins drop-ins: lists concatenate, objects merge, of scalars the later file's wins. */
function join(first: Json | undefined, second: Json | undefined): Json | undefined {
  if (second === undefined) return first;
  if (isArray(first) && isArray(second)) return [...first, ...second];
  if (!isObject(first) || !isObject(second)) return second;
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])];
  return Object.fromEntries(names.map((name) => [name, join(first[name], second[name])]));
}

function listOf(settings: Json | undefined, key: string): readonly Json[] {
  const list = leavesOf(settings).get(key);
  return isArray(list) ? list : [];
}

/** A list may have grown, anything else is as it was. */
function keeps(after: Json | undefined, before: Json | undefined): boolean {
  if (!isArray(before)) return after === before;
  const kept = isArray(after) ? after.map((each) => JSON.stringify(each)) : [];
  return before.every((each) => kept.includes(JSON.stringify(each)));
}

const set = leavesOf(company);
const joined = join(ours, company);

describe("the company's own settings", () => {
  test("have only keys and variables that the real client knows", () => {
    const known = [...CLIENT_KEYS, ...VARIABLES.map((name) => `env.${name}`)];
    expect([...set.keys()].toSorted()).toEqual(known.toSorted());
  });

  test("are each explained on the page, and no other", () => {
    const section = read("docs/SPEC-MAP.md").split("\n## The company's own settings\n")[1] ?? "";
    const explained = [...section.matchAll(/^\| `([\w.]+)` \| [^|]+ \| [^|]+ \|$/gm)];
    expect(explained.map(([, key]) => key).toSorted()).toEqual([...set.keys()].toSorted());
  });

  test("change nothing that ours set, installed after them", () => {
    const after = leavesOf(joined);
    const changed = [...leavesOf(ours)].filter(([key, value]) => !keeps(after.get(key), value));
    expect(changed).toEqual([]);
  });

  test("wire no hook, and no variable that ours blanks", () => {
    const hooks = [...set.keys()].filter((key) => /^hooks|disableAllHooks/.test(key));
    expect(hooks).toEqual([]);
    const blanked = [...leavesOf(ours).keys()].filter((key) => key.startsWith("env."));
    expect(blanked.length).toBeGreaterThan(10);
    expect(blanked.filter((key) => set.has(key))).toEqual([]);
  });

  test("allow, ask about and deny nothing twice", () => {
    const rules = ["allow", "ask", "deny"].flatMap((list) => listOf(joined, `permissions.${list}`));
    expect(new Set(rules).size).toBe(rules.length);
  });

  test("have values of the kind that the client takes", () => {
    expect(set.get("cleanupPeriodDays")).toBeGreaterThanOrEqual(1);
    expect(["claudeai", "console", "gateway"]).toContain(set.get("forceLoginMethod"));
    const variables = VARIABLES.map((name) => typeof set.get(`env.${name}`));
    expect(new Set(variables)).toEqual(new Set(["string"]));
    const [minimum, maximum] = [
      leavesOf(ours).get("requiredMinimumVersion"),
      set.get("requiredMaximumVersion"),
    ].map((version) => Number(String(version).split(".")[2]));
    expect(maximum).toBeGreaterThanOrEqual(minimum ?? Infinity);
  });
});

/** Where the client's syntax differs by more than the colons: paths from the root, names of tools. */
const IN_THE_CLIENTS_WORDS = new Map([
  // Samples may be read: of the variants the usual names are denied.
  ["Read(**/.env.*)", "Read(//**/.env.production)"],
  ["Read(**/.aws/*)", "Read(//**/.aws/**)"],
  ["Read(**/.ssh/*)", "Read(//**/.ssh/**)"],
  ["Read(**/.gnupg/*)", "Read(//**/.gnupg/**)"],
]);

/** `Bash(git:status:*)` is no rule of the real client: `Bash(git status:*)` is. */
function toClientRule(entry: string): string {
  return (
    IN_THE_CLIENTS_WORDS.get(entry) ??
    entry
      .replace(/^(\w+)\(\*\)$/, "$1")
      .replace(/^Read\(\*\*/, "Read(//**")
      .replace(/:(?!\*\)$)/g, " ")
  );
}

describe("the specification's lists are in the joined settings, in the client's own syntax", () => {
  const ids = read("test/docs/specification-entries.json").matchAll(
    /"004\/permissions\.(deny|allow|ask)\/([^"]+)"/g,
  );
  const entries = [...ids].map(([, list = "", entry = ""]) => [list, entry] as const);
  test("all of them", () => expect(entries).toHaveLength(53));

  test.each(entries)("%s %s", (list, entry) => {
    expect(listOf(joined, `permissions.${list}`)).toContain(toClientRule(entry));
  });
});
