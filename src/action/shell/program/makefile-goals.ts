/** A rule of a makefile, by the lines that it stands in. */
interface MakeRule {
  readonly targets: readonly string[];
  readonly prerequisites: readonly string[];
  readonly lines: string[];
}

/** Targets that say something of the file, and run nothing by themselves. */
const SPECIAL = /^\.[A-Z]/;

/**
 * The makefile without the rules that these goals do not need; without goals, those that its first target does
 * not need. What holds for many targets (patterns, variables in their names) stays, and so does all that is no rule.
 */
export function selectGoals(makefile: string, goals: readonly string[]): string {
  const { rules, others } = readRules(makefile.replaceAll("\\\n", " "));
  const named = selectRules(rules, goals.length > 0 ? goals : [firstGoal(makefile, rules)]);
  // make reads the whole file before it runs any of it.
  return [...others, ...named.flatMap(({ lines }) => lines)].join("\n");
}

function firstGoal(makefile: string, rules: readonly MakeRule[]): string {
  const targets = rules.flatMap(({ targets }) => targets);
  const first = targets.find((target) => !/^\.|[%$]/.test(target));
  return /^\.DEFAULT_GOAL\s*:?=\s*(\S+)/m.exec(makefile)?.[1] ?? first ?? "";
}

function selectRules(rules: readonly MakeRule[], goals: readonly string[]): readonly MakeRule[] {
  // Which goal an unknown one is, nobody knows.
  if (goals.some((goal) => !/^[\w./-]+$/.test(goal))) return rules;
  const wanted = new Set(goals);
  // A set may grow while it is gone through: so what a target needs is looked for in its turn.
  const byTarget = groupByTarget(rules);
  for (const goal of wanted) {
    for (const { prerequisites } of byTarget.get(goal) ?? []) {
      for (const each of prerequisites) wanted.add(each);
    }
  }
  return rules.filter(({ targets }) =>
    targets.some((target) => wanted.has(target) || /[%$]/.test(target) || SPECIAL.test(target)),
  );
}

function readRules(makefile: string): { rules: readonly MakeRule[]; others: readonly string[] } {
  const rules: MakeRule[] = [];
  const others: string[] = [];
  let current: MakeRule | undefined;
  for (const line of makefile.split("\n")) {
    const header = readHeader(line);
    if (header !== undefined) {
      current = header;
      rules.push(current);
    } else if (current !== undefined && (line.startsWith("\t") || line.trim() === "")) {
      current.lines.push(line);
    } else {
      // Assignments and conditionals may stand between the recipes of a rule.
      others.push(line);
    }
  }
  return { rules, others };
}

/** `target …: prerequisites`, not `name := value`, `name ::= value`, `target: name = value` or a recipe. */
function readHeader(line: string): MakeRule | undefined {
  const colon = line.indexOf(":");
  if (colon < 1 || line.startsWith("\t")) return undefined;
  const names = line.slice(0, colon);
  const rest = line.slice(line.startsWith("::", colon) ? colon + 2 : colon + 1);
  const [prerequisites = ""] = rest.split(/[;#]/, 1);
  if (/[=#]/.test(names) || prerequisites.includes("=")) return undefined;
  return { targets: toNames(names), prerequisites: toNames(prerequisites), lines: [line] };
}

function toNames(text: string): readonly string[] {
  return text.split(/[\s|]+/).filter((name) => name !== "");
}

function groupByTarget(rules: readonly MakeRule[]): ReadonlyMap<string, readonly MakeRule[]> {
  const byTarget = new Map<string, MakeRule[]>();
  for (const rule of rules) {
    for (const target of rule.targets) {
      const known = byTarget.get(target);
      if (known === undefined) byTarget.set(target, [rule]);
      else known.push(rule);
    }
  }
  return byTarget;
}
