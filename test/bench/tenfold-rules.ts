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
  mkdirSync(path.join(directory, "rules.d"), { recursive: true });
  for (const file of readdirSync(directory)) {
    const source = path.join(directory, file);
    const to = (copy: number) => path.join(directory, "rules.d", `${copy}-${file}`);
    for (let copy = 1; copy <= COPIES; copy++) {
      if (file.endsWith(".toml")) writeFileSync(to(copy), copyToml(source, copy));
      if (file.endsWith(".yaml")) writeFileSync(to(copy), copyYaml(source, copy));
    }
  }
  const toolgate = path.join(root, "dist", "hooks", "toolgate");
  execFileSync(toolgate, ["rules", "build", directory], { stdio: ["ignore", "ignore", "inherit"] });
}

interface Named {
  readonly id: string;
}

/** The rules of a file alone, renamed: its policy, exceptions and program facts hold as they are. */
function copyYaml(file: string, copy: number): string {
  const document: Record<string, Named[]> = parseYaml(readFileSync(file, "utf8"));
  const lists = LISTS.flatMap((key) => {
    const rules = document[key];
    return rules === undefined ? [] : [[key, rules.map((rule) => rename(rule, copy))] as const];
  });
  return toYaml(Object.fromEntries(lists), { aliasDuplicateObjects: false });
}

function copyToml(file: string, copy: number): string {
  const document = parseToml(readFileSync(file, "utf8"));
  const rules = document["rules"];
  const copies = Array.isArray(rules) ? rules.map((rule) => copyRule(Object(rule), copy)) : [];
  return toToml({ title: `copy ${copy}`, rules: copies });
}

/** Without its examples: what the file's own allowlists let pass, a copy without them would catch. */
function copyRule({ toolgate, ...rule }: Named & { toolgate?: object }, copy: number) {
  return { ...rename(rule, copy), toolgate: { ...toolgate, examples: {} } };
}

function rename<T extends Named>(rule: T, copy: number): T {
  return { ...rule, id: `${rule.id}-copy-${copy}` };
}
