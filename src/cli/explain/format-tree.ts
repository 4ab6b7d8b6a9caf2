import type { Finding } from "../../model/finding.ts";
import type { Invocation } from "../../model/invocation.ts";
import { clip, showUnknown } from "./clip.ts";
import type { CommandNode, NamedThing } from "./command-tree.ts";

/** More lines than a person reads: then only what the rules speak of is shown, and how it is reached. */
const MAX_SHOWN = 200;

/** The tree as lines of text. @param decides ids of the rules that decide */
export function formatTree(roots: readonly CommandNode[], decides: ReadonlySet<string>): string[] {
  const all = roots.flatMap((node) => formatNode(node, decides));
  if (all.length <= MAX_SHOWN) return all;
  const found = roots.flatMap(keepFound).flatMap((node) => formatNode(node, decides));
  const hidden = `… only what a rule matches is shown, of ${all.length} lines`;
  return [...found.slice(0, MAX_SHOWN), hidden];
}

/** The node with those below it that a rule matches; nothing when there is none. */
function keepFound(node: CommandNode): CommandNode[] {
  const children = node.children.flatMap(keepFound);
  const named = node.named.filter(({ findings }) => findings.length > 0);
  const isFound = node.findings.length > 0 || named.length > 0 || children.length > 0;
  return isFound ? [{ ...node, named, children }] : [];
}

function formatNode(node: CommandNode, decides: ReadonlySet<string>): string[] {
  const { surface, findings, named, way, children } = node;
  const reached = way.length === 0 ? "" : `   via ${showUnknown(way.join(" > "))}`;
  return [
    `${formatLine(surface.invocation)}${reached}`,
    ...describe(surface.invocation).map((fact) => `│  ${fact}`),
    ...sortFindings(findings, decides).map((line) => `│  ${line}`),
    ...named.flatMap((thing) => formatNamed(thing, decides)).map((line) => `│  ${line}`),
    ...children.flatMap((child, at) =>
      indent(formatNode(child, decides), at === children.length - 1),
    ),
  ];
}

function indent(lines: readonly string[], isLast: boolean): string[] {
  const [first, rest] = isLast ? ["└─ ", "   "] : ["├─ ", "│  "];
  return lines.map((line, at) => (at === 0 ? first : rest) + line);
}

function formatLine({ words }: Invocation): string {
  return clip(showUnknown(words.map(({ value }) => quote(value)).join(" ")));
}

/** As a person would write the word, so that it is seen where each ends. */
function quote(word: string): string {
  return word === "" || /[\s'"\\]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : word;
}

/** What is not plain to see of a command: where it stands, what feeds it, what of it nobody knows. */
function describe({ words, feed, script }: Invocation): string[] {
  const unknown = words.flatMap(({ certainty, text, origins = [] }, at) => {
    if (certainty === "known") return [];
    const place = at === 0 ? "the program" : `word ${at}`;
    const from = origins.length === 0 ? "" : `, from ${origins.join(" and ")}`;
    const what = certainty === "glob" ? "a pattern" : "unknown";
    return [`${place} is ${what}: ${clip(showUnknown(text))}${from}`];
  });
  return [
    ...(script === undefined ? [] : [formatScript(script)]),
    ...(feed.kind === "pipe" ? [`fed by a pipe${formatOrigins(feed.origins)}`] : []),
    ...(feed.kind === "text" ? [`fed ${feed.text.length} characters`] : []),
    ...unknown,
  ];
}

function formatScript({ path, isNew }: NonNullable<Invocation["script"]>): string {
  return `in ${path}, ${isNew ? "written since the session began" : "which was there before"}`;
}

function formatOrigins(origins: readonly string[] = []): string {
  return origins.length === 0 ? "" : `, from ${origins.join(" and ")}`;
}

function formatNamed({ surface, findings }: NamedThing, decides: ReadonlySet<string>): string[] {
  const name =
    surface.kind === "path"
      ? `${surface.access} ${showUnknown(surface.path)}`
      : `url ${clip(showUnknown(surface.url))}`;
  return [name, ...sortFindings(findings, decides).map((line) => `   ${line}`)];
}

const ORDER = ["deny", "ask", "warn", "allow"];

/** The strictest first; why the deciding ones decide, and of the others that they match. */
function sortFindings(findings: readonly Finding[], decides: ReadonlySet<string>): string[] {
  return findings
    .toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome))
    .map(({ outcome, rule, why, evidence, exception }) => {
      const pattern = evidence.masked === "" ? "" : `   by ${evidence.masked}`;
      const excepted = exception === undefined ? "" : `   let pass by the exception ${exception}`;
      const mark = decides.has(rule) && exception === undefined ? "   ← decides" : "";
      return `${outcome} ${rule}: ${why}${pattern}${excepted}${mark}`;
    });
}
