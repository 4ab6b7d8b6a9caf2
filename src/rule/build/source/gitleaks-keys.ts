import { nearest } from "./nearest.ts";

/** What the value of a key of gitleaks is. */
export type KeyKind = "text" | "number" | "flag" | "texts" | "table" | "tables" | "ours";

/** The keys of one kind of table in a gitleaks configuration, and what their values are. */
export type KeyTable = Readonly<Record<string, KeyKind>>;

const ALLOWLIST: KeyTable = {
  description: "text",
  condition: "text",
  commits: "texts",
  paths: "texts",
  regexTarget: "text",
  regexes: "texts",
  stopwords: "texts",
  toolgate: "ours",
};

const TABLES: Readonly<Record<string, KeyTable>> = {
  "": {
    title: "text",
    description: "text",
    minVersion: "text",
    extend: "table",
    rules: "tables",
    allowlist: "table",
    allowlists: "tables",
    toolgate: "ours",
  },
  extend: { path: "text", url: "text", useDefault: "flag", disabledRules: "texts" },
  rules: {
    id: "text",
    description: "text",
    regex: "text",
    path: "text",
    secretGroup: "number",
    entropy: "number",
    keywords: "texts",
    tags: "texts",
    skipReport: "flag",
    allowlist: "table",
    allowlists: "tables",
    required: "tables",
    toolgate: "ours",
  },
  allowlist: { ...ALLOWLIST, targetRules: "texts" },
  allowlists: { ...ALLOWLIST, targetRules: "texts" },
  "rules.allowlist": ALLOWLIST,
  "rules.allowlists": ALLOWLIST,
  "rules.required": { id: "text", withinLines: "number", withinColumns: "number" },
};

/** The keys of a table, by the names of the tables that it stands in: `rules.allowlists`. */
export function keysOf(table: string): KeyTable {
  return TABLES[table] ?? {};
}

/** The key as gitleaks spells it, which takes it in any case; undefined for one that it does not know. */
export function spellKey(key: string, keys: KeyTable): string | undefined {
  const lower = key.toLowerCase();
  return Object.keys(keys).find((known) => known.toLowerCase() === lower);
}

/** Says that gitleaks passes over a key, and so does Toolgate. */
export function describeUnknown(key: string, keys: KeyTable): string {
  const meant = nearest(key, Object.keys(keys));
  const hint = meant === undefined ? "" : `, did you mean "${meant}"?`;
  return `unknown key "${key}": gitleaks passes over it, and so does Toolgate${hint}`;
}
