import type { CompiledRegex, InjectionRule } from "../../model/rule.ts";
import { decodeRuns } from "../secret/decode-runs.ts";
import { findPattern, type PatternMatch } from "./find-patterns.ts";
import { makeContextJudge, makeLayerJudge, type ContextJudge } from "./judge-context.ts";
import { readLayers } from "./layers/read-layers.ts";
import { normaliseText } from "./normalise-text.ts";
import { stripMarkup } from "./strip-markup.ts";

/** The ways to read one text that patterns are run on. */
export interface Views {
  /** As it is, normalised; its lines are those of the text. */
  readonly plain: string;
  /** Around words of instructions, without markup. */
  readonly bare: string;
  /** What stands in it in base64, hexadecimal or percent encoding, twice over. */
  readonly decoded: string;
  /** What it says under other layers, and what stands in encoded form does; apart by blank lines. */
  readonly layered: string;
}

/** A match, and the view that it is of. */
export interface ViewMatch extends PatternMatch {
  readonly view: keyof Views;
}

/** Bytes that may be a text, in ASCII, UTF-8 or UTF-16: what was never encoded decodes to others, which layers read words in. */
const READABLE = /(?:[\0\t\n\r\x1B -~]|[\xC2-\xF4][\x80-\xBF]{1,3}){12,8000}/g;

export function makeViews(text: string): Views {
  const plain = normaliseText(text);
  const once = decodeRuns(text).text;
  const twice = once === "" ? "" : decodeRuns(once).text;
  const encoded = once + twice;
  const layers = readLayers(text, plain);
  const readable = encoded.match(READABLE)?.join("\n") ?? "";
  const inner = readable === "" ? "" : readLayers(readable, normaliseText(readable));
  const layered = [layers, inner].filter((each) => each !== "").join("\n\n");
  return {
    plain,
    bare: stripMarkup(plain),
    decoded: normaliseText(encoded),
    layered: normaliseText(layered),
  };
}

/** The rule's strongest match, in the first view that has one as strong. */
export function findInViews(rule: InjectionRule, views: Views): ViewMatch | undefined {
  let discussed: ViewMatch | undefined;
  for (const view of ["plain", "bare", "decoded", "layered"] as const) {
    const text = views[view];
    if (text === "") continue;
    const isBare = view === "bare";
    const patterns = isBare ? rule.patterns.filter(isFreeOfLines) : rule.patterns;
    const judge = judgeOf(view, views);
    const match = findPattern({ ...rule, patterns }, text, judge);
    if (match?.context === "direct") return { ...match, view };
    if (match) discussed ??= { ...match, view };
  }
  return discussed;
}

function judgeOf(view: keyof Views, views: Views): ContextJudge {
  if (view === "bare") return judgeBare(views);
  if (view === "layered") return makeLayerJudge(views.plain, views.layered);
  return makeContextJudge(views[view]);
}

/** Asked of every pattern for every text: in a process that judges many events it is a twentieth of the cost. */
const freeOfLines = new WeakMap<CompiledRegex, boolean>();

/** Whether a pattern never asks where a line begins or ends: in the bare view there are no lines. */
function isFreeOfLines(pattern: CompiledRegex): boolean {
  const known = freeOfLines.get(pattern);
  if (known !== undefined) return known;
  const isFree = !pattern.source.replaceAll("[ \\u000a]", "").includes("\\u000a");
  freeOfLines.set(pattern, isFree);
  return isFree;
}

/**
 * Words that stand in the plain view too have been judged there, where lines and lists can be seen. Those
 * that stand there with hyphens or underscores are mostly a name: of a file, a test, an anchor.
 */
function judgeBare({ plain, bare }: Views): ContextJudge {
  const judge = makeContextJudge(bare);
  let flat: string | undefined;
  return (start, end) => {
    flat ??= plain.replace(/[_-]/g, " ");
    const words = bare.slice(start, end).trim().replace(/[_-]/g, " ");
    return flat.includes(words) ? "discussed" : judge(start, end);
  };
}
