import type { HereDoc, Redirect, Redirection } from "unbash";
import type { Feed, ShellRedirect, ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Expansion } from "../expand/expansion.ts";
import { expandQuoted, expandText, expandUnsplit } from "../expand/word.ts";
import { readFeed as readText, stripMarks, toFeed } from "../origin.ts";
import { openDescriptor, toDescriptorPath } from "./descriptor.ts";
import { readWritten, writeFile } from "./files.ts";
import { tellVariable } from "./tell-variable.ts";

/** What the redirections of one command come to. */
export interface Redirections {
  readonly redirects: readonly ShellRedirect[];
  /** The last one that says what standard input is. */
  readonly feed: Feed | undefined;
  /** Files that standard output goes to; empty when it goes on down the line. */
  readonly stdout: readonly { readonly path: string; readonly append: boolean }[];
}

interface Draft {
  readonly redirects: ShellRedirect[];
  readonly stdout: { readonly path: string; readonly append: boolean }[];
  feed: Feed | undefined;
}

/** Expands redirections in their order; heredocs and here-strings also go to the walk's texts. */
export function expandRedirections(
  nodes: readonly Redirection[],
  expansion: Expansion,
): Redirections {
  const draft: Draft = { redirects: [], stdout: [], feed: undefined };
  for (const node of nodes) {
    if (node.descriptor?.type === "FileDescriptorVariable")
      tellVariable(node.descriptor.name, node.pos, expansion.frame);
    if (node.type === "Redirect") addRedirect(node, draft, expansion);
    else addHereText(node, draft, expansion);
  }
  return draft;
}

function addHereText(
  node: Exclude<Redirection, Redirect>,
  draft: Draft,
  expansion: Expansion,
): void {
  const text = readHereText(node, expansion);
  expansion.frame.engine.ledger.addText(stripMarks(text));
  const descriptor = readDescriptor(node, expansion) ?? 0;
  if (descriptor === 0) draft.feed = { kind: "text", text, dynamic: text.includes(UNKNOWN) };
  else writeFile(toDescriptorPath(descriptor), text, expansion.frame);
}

function readHereText(node: Exclude<Redirection, Redirect>, expansion: Expansion): string {
  if (node.type === "HereString") {
    return node.target === undefined ? "" : `${expandText(node.target, expansion)}\n`;
  }
  return readHereDoc(node, expansion);
}

function readHereDoc(node: HereDoc, expansion: Expansion): string {
  const { ledger } = expansion.frame.engine;
  const { text } = node.body;
  if (node.delimiter?.quoted === true) return text;
  if (!ledger.spendUnits(text.length)) return UNKNOWN;
  return node.body.parts === undefined ? text : expandQuoted(node.body.parts, expansion);
}

/** Undefined where the operator's own default holds. */
function readDescriptor(node: Redirection, { frame }: Expansion): number | undefined {
  return node.descriptor === undefined ? undefined : openDescriptor(node.descriptor, frame);
}

function addRedirect(node: Redirect, draft: Draft, expansion: Expansion): void {
  if (node.target === undefined) return;
  const target = expandUnsplit(node.target, expansion);
  const kind = classify(node, target);
  const reads = node.operator.startsWith("<");
  const descriptor = readDescriptor(node, expansion) ?? (reads ? 0 : 1);
  if (reads) addReading(readFeed(kind, target, expansion), descriptor, { draft, expansion });
  if (kind !== "file") return;
  if (reads) draft.redirects.push({ access: "read", target });
  if (node.operator !== "<") addWrite(target, { operator: node.operator, descriptor }, draft);
}

interface Site {
  readonly draft: Draft;
  readonly expansion: Expansion;
}

/** Standard input is the command's; any other descriptor stays open under its own path. */
function addReading(feed: Feed, descriptor: number, { draft, expansion }: Site): void {
  if (descriptor === 0) draft.feed = feed;
  else {
    const text = readText(feed);
    if (text !== undefined) writeFile(toDescriptorPath(descriptor), text, expansion.frame);
  }
}

interface Writing {
  readonly operator: Redirect["operator"];
  readonly descriptor: number;
}

function addWrite(target: ShellWord, { operator, descriptor }: Writing, draft: Draft): void {
  draft.redirects.push({ access: "write", target });
  if (descriptor !== 1 && !operator.startsWith("&")) return;
  draft.stdout.push({ path: target.value, append: operator.endsWith(">>") });
}

type TargetKind = "file" | "descriptor" | "substitution";

function classify(node: Redirect, target: ShellWord): TargetKind {
  if (/^[<>]\(/.test(target.text)) return "substitution";
  const duplicates =
    node.operator.endsWith("&") && /^(?:\d*-?|\uFFFC)$/.test(stripMarks(target.value));
  return duplicates ? "descriptor" : "file";
}

/** The terminal, as a file. */
const TERMINAL = /^"?\$\(tty\)"?$|^\/dev\/tty$|^\uFFFC$/;

/** What standard input gives when it is that file, descriptor or substitution. */
function readFeed(kind: TargetKind, target: ShellWord, expansion: Expansion): Feed {
  const paths = {
    file: target.value,
    // `<&3-` moves the descriptor.
    descriptor: toDescriptorPath(target.value.replace(/-$/, "")),
    substitution: target.text,
  };
  const known = readWritten(paths[kind], expansion.frame);
  if (known !== undefined) return toFeed(known);
  if (target.value.startsWith("/dev/tcp/")) return { kind: "pipe", origins: ["download"] };
  if (kind === "file" && !TERMINAL.test(target.text)) return { kind: "inherited", file: true };
  // `<&-` leaves none; `0<&2` is the terminal, as the shell's own input is.
  return { kind: kind === "file" || /^[-012]$/.test(target.value) ? "inherited" : "pipe" };
}
