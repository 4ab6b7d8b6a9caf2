import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse as parseToml, stringify as toToml } from "smol-toml";
import { parse as parseYaml, stringify as toYaml } from "yaml";
import { root } from "../../scripts/runtime.mjs";

const LISTS = ["commands", "paths", "tools", "egress", "pii", "injection"];
const COPIES = 9;

/**
 * Adds to a directory of rules nine copies of each, under other names, and compiles it: ten times the work
 * wherever a rule could apply.
 */
export function multiplyRules(directory: string): void {
  const dropIns = path.join(directory, "rules.d");
  mkdirSync(dropIns, { recursive: true });
  for (const file of readdirSync(directory)) {
    const copy = file.endsWith(".toml") ? copyToml : file.endsWith(".yaml") ? copyYaml : undefined;
    if (copy === undefined) continue;
    writeFileSync(path.join(dropIns, file), copy(readFileSync(path.join(directory, file), "utf8")));
  }
  const toolgate = path.join(root, "dist", "hooks", "toolgate");
  execFileSync(toolgate, ["rules", "build", directory], { stdio: ["ignore", "ignore", "pipe"] });
}

interface Named {
  readonly id: string;
}

/** The rules of a file alone, renamed: its policy, exceptions and program facts hold as they are. */
function copyYaml(text: string): string {
  const document: Record<string, Named[]> = parseYaml(text);
  const lists = LISTS.flatMap((key) => {
    const rules = document[key];
    return rules === undefined ? [] : [[key, copyAll(rules)] as const];
  });
  // Among the copies are rules that allow, and a drop-in that has some must say why.
  const mayAllow = ["commands", "tools", "egress"].some((key) => document[key] !== undefined);
  const weakens = mayAllow ? { weakens: "copies to measure with" } : {};
  return toYaml({ ...weakens, ...Object.fromEntries(lists) }, { aliasDuplicateObjects: false });
}

/** Without their examples: what the file's own allowlists let pass, copies without them would catch. */
function copyToml(text: string): string {
  const { rules } = parseToml(text);
  const named = Array.isArray(rules) ? rules.map((rule) => Object(rule)) : [];
  for (const rule of named) Object.assign(rule, { toolgate: { ...rule.toolgate, examples: {} } });
  return toToml({ rules: copyAll(named) });
}

function copyAll<T extends Named>(rules: readonly T[]): T[] {
  return Array.from({ length: COPIES }, (_, copy) => copy + 1).flatMap((copy) =>
    rules.map((rule) => ({ ...rule, id: `${rule.id}-copy-${copy}` })),
  );
}
