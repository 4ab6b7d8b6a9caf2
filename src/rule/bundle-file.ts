import { isObject, type Json } from "../model/json.ts";
import type { RuleBundle } from "../model/bundle.ts";
import type { CommandPattern, CommandRule, PathRule, PermissionRule } from "../model/rule.ts";
import { StageError } from "../model/stage.ts";
import {
  type BundleHead,
  isBundleHead,
  isClassifier,
  isCommandRule,
  isEgress,
  isIndex,
  isInjection,
  isPathRule,
  isPattern,
  isPermissionRule,
  isPii,
  isPrograms,
  isSecrets,
  type LineCounts,
} from "./bundle-shape.ts";
import { LineList } from "./line-list.ts";

/**
 * How a bundle stands in its file: lines of JSON in ASCII. The first, the head, has what every event needs, the policy
 * above all. The second is a table that says where each of the others ends, so that none is looked at before
 * it is asked for: an event costs no more for rules that are not about it. Then come the parts that only
 * some events need, each command and path rule by itself, and each command pattern once more without its
 * rule, as far more patterns are tried than match. Permission rules are last.
 */
export function toBundleText(bundle: RuleBundle): string {
  const {
    index,
    programs,
    egress,
    secrets,
    injection,
    pii,
    classifier = null,
    commands,
    paths,
    permissions,
    ...head
  } = bundle;
  const rules = [...commands];
  const counts: LineCounts = {
    commands: rules.length,
    paths: paths.length,
    patterns: rules.map(({ patterns }) => patterns.length),
    permissions: permissions?.length ?? 0,
  };
  const parts = [programs, egress, secrets, injection, pii, index, classifier];
  const patterns = rules.flatMap((rule) => rule.patterns);
  const others = [...(permissions ?? [])];
  const lines = [...parts, ...rules, ...paths, ...patterns, ...others].map(toLine);
  let end = 0;
  const table = lines.map((line) => String((end += line.length)).padStart(ENTRY_WIDTH, "0"));
  return [toLine({ ...head, counts }), ...table, "\n", ...lines].join("");
}

/** Digits of an entry of the table. */
const ENTRY_WIDTH = 9;
const PARTS = 7;

function toLine(value: unknown): string {
  const escape = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${JSON.stringify(value).replaceAll(/[^\0-\x7f]/g, escape)}\n`;
}

/** The text of a bundle, read a piece at a time. */
export interface BundleSource {
  readonly size: number;
  /** From `start` to before `end`. */
  readonly read: (start: number, end: number) => string;
}

/**
 * The bundle in a text, or `undefined` when it is not the whole of one.
 *
 * @throws SyntaxError when the first line is not JSON. The bundle itself throws StageError("rules") when
 * a damaged part of it is asked for.
 */
export function parseBundle(source: BundleSource): RuleBundle | undefined {
  const line = readHead(source);
  const head: Json = JSON.parse(line);
  if (!isObject(head) || !isBundleHead(head)) return undefined;
  const { commands, paths, patterns, permissions = 0 } = head.counts;
  const rules = commands + paths + permissions;
  const length = PARTS + rules + patterns.reduce((sum, count) => sum + count, 0);
  const { read, size } = source;
  const table = line.length;
  const start = table + length * ENTRY_WIDTH + 1;
  const endOf = (number: number): number => {
    const entry = table + number * ENTRY_WIDTH;
    return number < 0 ? start : start + Number(read(entry, entry + ENTRY_WIDTH));
  };
  if (endOf(length - 1) !== size) return undefined;
  return withLines(head, (number) => parseLine(read(endOf(number - 1), endOf(number))));
}

/** Most heads are within the first piece. */
const PIECE_BYTES = 16 * 1024;

function readHead({ size, read }: BundleSource): string {
  for (let end = Math.min(PIECE_BYTES, size); ; end = Math.min(end * 4, size)) {
    const text = read(0, end);
    const newline = text.indexOf("\n");
    if (newline >= 0 || end === size) return text.slice(0, newline + 1);
  }
}

type ReadLine = (number: number) => Json;

/** The lists of a bundle, of which each entry is a line. */
function listsOf(counts: LineCounts, readLine: ReadLine) {
  let next = PARTS;
  const take = <R extends Json>(length: number, isRight: Guard<R>): LineList<R> => {
    const first = (next += length) - length;
    return new LineList(length, (position) => check(readLine(first + position), isRight));
  };
  const commands = take<Json & CommandRule>(counts.commands, isCommandRule);
  const paths = take<Json & PathRule>(counts.paths, isPathRule);
  let first = 0;
  const firsts = counts.patterns.map((count) => (first += count) - count);
  const patterns = take<Json & CommandPattern>(first, isPattern);
  const permissions = take<Json & PermissionRule>(counts.permissions ?? 0, isPermissionRule);
  const patternAt = (rule: number, pattern: number) => patterns.at((firsts[rule] ?? 0) + pattern);
  return { commands: Object.assign(commands, { patternAt }), paths, permissions };
}

function withLines({ counts, ...head }: BundleHead, readLine: ReadLine): RuleBundle {
  const known: { -readonly [K in Part]?: RuleBundle[K] } = {};
  return {
    ...head,
    ...listsOf(counts, readLine),
    get programs() {
      return (known.programs ??= check(readLine(0), isPrograms));
    },
    get egress() {
      return (known.egress ??= check(readLine(1), isEgress));
    },
    get secrets() {
      return (known.secrets ??= check(readLine(2), isSecrets));
    },
    get injection() {
      return (known.injection ??= check(readLine(3), isInjection));
    },
    get pii() {
      return (known.pii ??= check(readLine(4), isPii));
    },
    get classifier() {
      return (known.classifier ??= checkOptional(readLine(6), isClassifier));
    },
    get index() {
      return (known.index ??= check(readLine(5), isIndex));
    },
  };
}

type Part = "classifier" | "index" | "programs" | "egress" | "secrets" | "injection" | "pii";
type Guard<T extends Json> = (value: Json) => value is T;

function parseLine(line: string): Json {
  try {
    const value: Json = JSON.parse(line);
    return value;
  } catch (error) {
    throw new StageError("rules", "the compiled rules are damaged", { cause: error });
  }
}

function check<T extends Json>(value: Json, isRight: Guard<T>): T {
  if (isRight(value)) return value;
  throw new StageError("rules", "the compiled rules are damaged");
}

function checkOptional<T extends Json>(value: Json, isRight: Guard<T>): T | undefined {
  return value === null ? undefined : check(value, isRight);
}

/** Whether every part that is read on demand can be. */
export function isWhole(bundle: RuleBundle): boolean {
  try {
    const { index, programs, egress, secrets, injection, pii, commands, paths, permissions } =
      bundle;
    const { classifier = true } = bundle;
    const rules = [...commands, ...paths, ...(permissions ?? [])];
    return [index, programs, egress, secrets, injection, pii, classifier, ...rules].every(Boolean);
  } catch (error) {
    if (error instanceof StageError) return false;
    throw error;
  }
}
