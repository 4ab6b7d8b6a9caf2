import { UNKNOWN } from "../../../../model/invocation.ts";

/** A recipe of a justfile, or a task, with those that it needs. */
export interface Recipe {
  readonly needs: readonly string[];
  readonly lines: string[];
}

/** `name arg='x' *rest: dependency (other 'x')`; a `:=` sets a variable. */
const HEADER = /^@?([A-Za-z_][\w-]*)((?:[ \t]+[^:]{0,256})?):(?!=)(.*)$/;
const BACKTICKS = /`([^`\n]{1,1024})`/g;

/**
 * What a justfile gives to a shell for these recipes, or without any for its first: each line by itself, one that begins
 * with `#!` as a whole, and what stands in backticks. Source: https://just.systems/man/en/
 */
export function readJustfile(text: string, goals: readonly string[]): readonly string[] {
  const recipes = new Map<string, Recipe>();
  const outside: string[] = [];
  let current: Recipe | undefined;
  for (const line of text.replaceAll("\\\n", " ").split("\n")) {
    const header = /^[@A-Za-z_]/.test(line) ? HEADER.exec(line) : null;
    if (header !== null) {
      current = { needs: (header[3] ?? "").match(/[A-Za-z_][\w-]*/g) ?? [], lines: [] };
      recipes.set(header[1] ?? "", current);
    } else if (/^[ \t]/.test(line) && current !== undefined) current.lines.push(line);
    else outside.push(line);
  }
  return [
    ...[...outside.join("\n").matchAll(BACKTICKS)].map(([, source = ""]) => source),
    ...selectRecipes(recipes, goals).flatMap(({ lines }) => toSources(lines)),
  ];
}

/** The recipes of these names and all that they need; the first where nothing is named. */
export function selectRecipes(
  recipes: ReadonlyMap<string, Recipe>,
  goals: readonly string[],
): readonly Recipe[] {
  const [first] = recipes.keys();
  const known = goals.filter((goal) => recipes.has(goal));
  const wanted = new Set(known.length > 0 || first === undefined ? known : [first]);
  // A set may grow while it is gone through.
  for (const goal of wanted) for (const need of recipes.get(goal)?.needs ?? []) wanted.add(need);
  return [...wanted].flatMap((goal) => recipes.get(goal) ?? []);
}

function toSources(lines: readonly string[]): readonly string[] {
  const bare = lines.map((line) => fill(line.trim()));
  const start = bare.find((line) => line !== "");
  if (start?.startsWith("#!") !== true) return bare.map((line) => line.replace(/^[@-]{1,2}/, ""));
  return /\b(?:ba|z|da|k)?sh\b/.test(start) ? [bare.join("\n")] : [];
}

/** What stands in double braces is just's own. */
function fill(line: string): string {
  return line.replaceAll(/\{\{[^{}]{0,256}\}\}/g, UNKNOWN);
}
