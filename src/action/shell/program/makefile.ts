import { UNKNOWN } from "../../../model/invocation.ts";

/** `NAME = value`, with any of make's operators; `NAME != command` runs it. */
const ASSIGNMENT =
  /^\s*(?:(?:export|override|private)\s+)*([^\s:#=!?+]+)\s*([:?+!]{0,3}=)\s*(.*)$/s;

/** Characters that the variables of one makefile may come to; beyond, they are unknown. */
const MAX_EXPANDED_UNITS = 65_536;

/** Variables inside of variables. */
const MAX_DEPTH = 8;

/** What make's variables hold, as far as it is known. */
class Variables {
  readonly #given: ReadonlyMap<string, string>;
  readonly #set = new Map<string, string>();
  #left = MAX_EXPANDED_UNITS;

  /** @param given those of the command line, which a makefile does not change. */
  constructor(given: ReadonlyMap<string, string>) {
    this.#given = given;
  }

  set(name: string, value: string): void {
    this.#set.set(name, value);
  }

  /** Text with make's variables in it, `$$` as `$`, and `$(shell …)` as the shell's own substitution. */
  expand(text: string, depth = 0): string {
    if (!text.includes("$")) return text;
    return text.replaceAll(
      /\$(?:\$|[({]([\w.-]+)[)}]|\(shell\s|[@<^?*+%|])/g,
      (reference, name: string | undefined) => {
        if (reference === "$$") return "$";
        if (reference.startsWith("$(shell")) return "$(";
        return name === undefined ? UNKNOWN : this.#read(name, depth);
      },
    );
  }

  #read(name: string, depth: number): string {
    const known = Object.hasOwn(OF_MAKE, name) ? OF_MAKE[name] : undefined;
    const value = this.#given.get(name) ?? this.#set.get(name) ?? known;
    if (value === undefined || depth >= MAX_DEPTH) return UNKNOWN;
    this.#left -= value.length;
    return this.#left < 0 ? UNKNOWN : this.expand(value, depth + 1);
  }
}

/** As the shell gets them; make has these without being told. */
const OF_MAKE: Readonly<Record<string, string>> = {
  HOME: "~",
  CURDIR: "$$PWD",
  PWD: "$$PWD",
};

/** The variables that operands of make set. */
export function readAssigned(operands: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    operands.flatMap((operand) => {
      const [, name, operator, value = ""] = ASSIGNMENT.exec(operand) ?? [];
      return name === undefined || operator?.startsWith("!") === true
        ? []
        : [[name, value] as const];
    }),
  );
}

/**
 * The shell sources that make may run out of a makefile, or out of an operand: recipes, `$(shell …)`, `!=`.
 * @param given the variables of the command line
 */
export function readMakeSources(
  text: string,
  given: ReadonlyMap<string, string> = new Map(),
): readonly string[] {
  const variables = new Variables(given);
  return joinLines(text).flatMap((line) =>
    readShells(line, variables).concat(readFiles(line, variables), readLine(line, variables)),
  );
}

/** A backslash at its end goes on with the next line. */
function joinLines(text: string): readonly string[] {
  return text.replaceAll("\\\n", " ").split("\n");
}

function readLine(line: string, variables: Variables): readonly string[] {
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
function toShell(recipe: string, variables: Variables): string {
  const bare = recipe.replace(/^[\s@+-]+/, "");
  return variables.expand(bare);
}

/** What stands in each `$(shell …)`, up to the parenthesis that closes it. */
function readShells(line: string, variables: Variables): readonly string[] {
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

/** `$(file >name,text)` writes a file, as a redirection does. */
function readFiles(line: string, variables: Variables): readonly string[] {
  if (!line.includes("file")) return [];
  return [
    ...line.matchAll(
      /\$[({]file\s+(>{1,2})\s{0,8}([^,()\s]+|[^,\s]{0,64}\([^)\s]{0,64}\)[^,)\s]*)/g,
    ),
  ].map(([, operator = "", name = ""]) => `: ${operator} ${variables.expand(name)}`);
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
