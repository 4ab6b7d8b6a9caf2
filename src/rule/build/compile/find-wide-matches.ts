import { isGlob } from "../../glob.ts";
import type { ExceptionSource } from "../schema/policy.ts";
import type { ExceptionMistake } from "./find-exception-mistakes.ts";

/** What a pattern of an exception may say; all else asks that something is there, and not that nothing is. */
const PATTERN_KEYS = new Set(["run", "feed", "redirect", "assigns"]);

/** Each match of an exception that could be almost anything. */
export function findWideMatches({ match, scope }: ExceptionSource): ExceptionMistake[] {
  const { run = [], paths = [], tools = [], hosts = [] } = match;
  const wide = (key: string, isWide: (glob: string) => boolean) => (glob: string, nth: number) => {
    if (!isWide(glob)) return [];
    const problem = `match.${key}: "${glob}" is too wide: spell out a name in it`;
    return [{ path: ["match", key, nth], problem }];
  };
  return [
    ...run.flatMap((pattern, nth) => findPatternMistakes(pattern, nth, scope !== undefined)),
    ...paths.flatMap(wide("paths", isWidePath)),
    ...tools.flatMap(wide("tools", (glob) => !hasName(glob))),
    ...hosts.flatMap(wide("hosts", isWideHost)),
  ];
}

type PatternSource = NonNullable<ExceptionSource["match"]["run"]>[number];

function findPatternMistakes(
  pattern: PatternSource,
  nth: number,
  isScoped: boolean,
): ExceptionMistake[] {
  const at = (problem: string, key?: string): ExceptionMistake => ({
    path: key === undefined ? ["match", "run", nth] : ["match", "run", nth, key],
    problem: `match.run: ${problem}`,
  });
  const others = Object.keys(pattern)
    .filter((key) => !PATTERN_KEYS.has(key))
    .map((key) =>
      at(`an exception is one whole command: "${key}" has no meaning in it; leave it out`, key),
    );
  const [program = "", ...words] = pattern.run.split(/\s+/);
  if (isGlob(program)) return [...others, at(`name the program: "${program}" could be any`)];
  if (words.includes("**")) {
    return [...others, at('name every operand: "**" would let anything follow')];
  }
  const says = words.some(hasName) || (words.length === 0 && isScoped);
  const wide = `"${pattern.run}" is too wide: spell out an operand or a flag`;
  return says ? others : [...others, at(wide)];
}

function hasName(glob: string): boolean {
  return /[\p{L}\p{N}]/u.test(glob.replaceAll(/\[[^\]]*\]/g, ""));
}

/** Nothing is spelled out but the place where home directories are. */
function isWidePath(glob: string): boolean {
  const inside = glob.replace(
    /^(?:~|\/(?:home|users)(?:\/\*{1,2})?|\/(?:var\/)?root)(?=\/|$)/i,
    "",
  );
  return !hasName(inside);
}

/** `*.com` is half of the Internet. */
function isWideHost(glob: string): boolean {
  const names = glob.split(".").filter(hasName);
  return names.length < (isGlob(glob) ? 2 : 1);
}
