import { isObject, type Json } from "../model/json.ts";
import type { RuleBundle, RuleList } from "../model/bundle.ts";
import type { CommandPattern, CommandRule, PathRule } from "../model/rule.ts";
import { StageError } from "../model/stage.ts";
import {
  type BundleHead,
  isBundleHead,
  isCommandRule,
  isEgress,
  isInjection,
  isPathRule,
  isPattern,
  isPii,
  isPrograms,
  isSecrets,
  type LineSizes,
} from "./bundle-shape.ts";
import { LineList } from "./line-list.ts";

/**
 * How a bundle stands in its file: lines of JSON in ASCII. The first has what every event needs, the policy and the
 * index; then come the parts that only some events come to, each command and path rule by itself, and each
 * command pattern once more without its rule, as far more patterns are tried than match. The head
 * says how many bytes each line has, so that none is looked at before it is asked for: an event costs no
 * more for rules that are not about it.
 */
export function toBundleText(bundle: RuleBundle): string {
  const { programs, egress, secrets, injection, pii, commands, paths, ...head } = bundle;
  const parts = [programs, egress, secrets, injection, pii].map(toLine);
  const lists = [commands, paths].map((list) => [...list].map(toLine));
  const patterns = [...commands].map((rule) => rule.patterns.map(toLine));
  const sizes: LineSizes = {
    parts: parts.map(sizeOf),
    lists: lists.map((lines) => lines.map(sizeOf)),
    patterns: patterns.map((lines) => lines.map(sizeOf)),
  };
  return [toLine({ ...head, sizes }), parts, lists, patterns].flat(2).join("");
}

const sizeOf = (line: string): number => line.length;

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
  const ends = toEnds(head.sizes, line.length);
  if (ends.at(-1) !== source.size) return undefined;
  return withLines(head, (number) =>
    parseLine(source.read(ends[number - 1] ?? line.length, ends[number] ?? 0)),
  );
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

/** Where each line after the head ends. */
function toEnds({ parts, lists, patterns }: LineSizes, start: number): number[] {
  let end = start;
  return [parts, ...lists, ...patterns].flatMap((sizes) => sizes.map((size) => (end += size)));
}

/** Where each rule's patterns begin among all patterns. */
function toFirsts({ patterns }: LineSizes): number[] {
  let first = 0;
  return patterns.map(({ length }) => (first += length) - length);
}

function withLines({ sizes, ...head }: BundleHead, readLine: (line: number) => Json): RuleBundle {
  const [commandSizes = [], pathSizes = []] = sizes.lists;
  const firstCommand = sizes.parts.length;
  const listFrom = <R extends Json>(
    first: number,
    length: number,
    isRight: Guard<R>,
  ): RuleList<R> => new LineList(length, (position) => check(readLine(first + position), isRight));
  const firsts = toFirsts(sizes);
  const patterns = listFrom<Json & CommandPattern>(
    firstCommand + commandSizes.length + pathSizes.length,
    sizes.patterns.flat().length,
    isPattern,
  );
  const patternAt = (rule: number, pattern: number) => patterns.at((firsts[rule] ?? 0) + pattern);
  const known: { -readonly [K in Part]?: RuleBundle[K] } = {};
  return {
    ...head,
    commands: Object.assign(
      listFrom<Json & CommandRule>(firstCommand, commandSizes.length, isCommandRule),
      { patternAt },
    ),
    paths: listFrom<Json & PathRule>(
      firstCommand + commandSizes.length,
      pathSizes.length,
      isPathRule,
    ),
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
  };
}

type Part = "programs" | "egress" | "secrets" | "injection" | "pii";
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

/** Whether every part that is read on demand can be. */
export function isWhole(bundle: RuleBundle): boolean {
  try {
    const { programs, egress, secrets, injection, pii, commands, paths } = bundle;
    return [programs, egress, secrets, injection, pii, ...commands, ...paths].every(Boolean);
  } catch (error) {
    if (error instanceof StageError) return false;
    throw error;
  }
}
