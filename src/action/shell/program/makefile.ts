import { UNKNOWN } from "../../../model/invocation.ts";

/** `NAME = value`, with any of make's operators; `NAME != command` runs it. */
const ASSIGNMENT =
  /^\s*(?:(?:export|override|private)\s+)*([^\s:#=!?+]+)\s*([:?+!]{0,3}=)\s*(.*)$/s;

/** The shell sources that make may run out of a makefile, or out of an operand: recipes, `$(shell …)`, `!=`. */
export function readMakeSources(text: string): readonly string[] {
  const variables = new Map<string, string>();
  return joinLines(text).flatMap((line) =>
    readShells(line, variables).concat(readLine(line, variables)),
  );
}

/** A backslash at its end goes on with the next line. */
function joinLines(text: string): readonly string[] {
  return text.replaceAll("\\\n", " ").split("\n");
}

function readLine(line: string, variables: Map<string, string>): readonly string[] {
  if (line.startsWith("\t")) return [toShell(line.slice(1), variables)];
  const assignment = line.includes("=") ? ASSIGNMENT.exec(line) : null;
  if (assignment !== null) {
    const [, name = "", operator = "", value = ""] = assignment;
    if (operator.startsWith("!")) return [toShell(value, variables)];
    variables.set(name, value);
    return [];
  }
  // `target: prerequisites; recipe`
  const colon = line.indexOf(":");
  const recipe = colon < 0 ? -1 : line.indexOf(";", colon);
  return recipe < 0 ? [] : [toShell(line.slice(recipe + 1), variables)];
}

/** A recipe as the shell gets it: make's own marks off, its variables in, `$$` as `$`. */
function toShell(recipe: string, variables: ReadonlyMap<string, string>): string {
  const bare = recipe.replace(/^[\s@+-]+/, "");
  if (!bare.includes("$")) return bare;
  return bare.replaceAll(
    /\$(?:\$|[({]([\w.-]+)[)}]|\(shell\s|[@<^?*+%|])/g,
    (reference, name: string | undefined) => {
      if (reference === "$$") return "$";
      if (reference.startsWith("$(shell")) return "$(";
      return (name === undefined ? undefined : variables.get(name)) ?? UNKNOWN;
    },
  );
}

/** What stands in each `$(shell …)`, up to the parenthesis that closes it. */
function readShells(line: string, variables: ReadonlyMap<string, string>): readonly string[] {
  const found: string[] = [];
  if (!line.includes("shell")) return found;
  const call = /\$[({]shell\s/g;
  for (let match = call.exec(line); match !== null; match = call.exec(line)) {
    const end = findEnd(line, match.index + 1);
    found.push(toShell(line.slice(call.lastIndex, end), variables));
    // One inside another has become a substitution of the outer one's own.
    call.lastIndex = end;
  }
  return found;
}

function findEnd(line: string, open: number): number {
  let depth = 0;
  for (let at = open; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (character === "(" || character === "{") depth += 1;
    else if (character === ")" || character === "}") depth -= 1;
    if (depth === 0) return at;
  }
  return line.length;
}
