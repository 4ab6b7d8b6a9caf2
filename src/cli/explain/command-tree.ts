import type { CommandSurface, PathSurface, UrlSurface } from "../../model/action.ts";
import type { Finding } from "../../model/finding.ts";
import type { Invocation } from "../../model/invocation.ts";
import type { ExplainedSurface } from "./explain-surfaces.ts";

/** A path or a URL that a command names. */
export interface NamedThing {
  readonly surface: PathSurface | UrlSurface;
  readonly findings: readonly Finding[];
}

/** A simple command that could run, with what it names and what it runs. */
export interface CommandNode {
  readonly surface: CommandSurface;
  readonly findings: readonly Finding[];
  readonly named: readonly NamedThing[];
  /** How the command above it leads here, outermost first: `["sh -c", "$(…)"]`. */
  readonly way: readonly string[];
  readonly children: readonly CommandNode[];
}

interface GrowingNode extends CommandNode {
  readonly named: NamedThing[];
  readonly children: GrowingNode[];
}

/** The commands of a walk as a tree: each below the one that runs it. They come with the outer one first. */
export function growTree(explained: readonly ExplainedSurface[]): readonly CommandNode[] {
  const roots: GrowingNode[] = [];
  const nodes = new Map<Invocation, GrowingNode>();
  for (const { surface, findings } of explained) {
    if (surface.kind !== "command") continue;
    const { invocation } = surface;
    const parent = findParent(invocation, [...nodes.values()]);
    const way = invocation.via.slice(parent?.surface.invocation.via.length ?? 0);
    const node: GrowingNode = { surface, findings, named: [], way, children: [] };
    nodes.set(invocation, node);
    (parent?.children ?? roots).push(node);
  }
  for (const each of explained) hangUnder(nodes, each);
  return roots;
}

/** What a command names goes to the command. */
function hangUnder(
  nodes: ReadonlyMap<Invocation, GrowingNode>,
  { surface, findings }: ExplainedSurface,
): void {
  if (surface.kind !== "path" && surface.kind !== "url") return;
  const node = surface.command && nodes.get(surface.command);
  node?.named.push({ surface, findings });
}

/** The last command whose own way is where this one's begins, and whose program the next step names. */
function findParent(
  { via, offset }: Invocation,
  before: readonly GrowingNode[],
): GrowingNode | undefined {
  return before.findLast(({ surface: { invocation } }) => {
    const depth = invocation.via.length;
    const next = via[depth];
    return (
      next !== undefined &&
      invocation.offset === offset &&
      invocation.via.every((step, at) => step === via[at]) &&
      isRunBy(next, invocation)
    );
  });
}

/** The step is named after the program, or after the word that named it. */
function isRunBy(step: string, { program, words }: Invocation): boolean {
  const word = words[0]?.value ?? "";
  return [program, word].some((name) => step === name || step.startsWith(`${name} `));
}
