import type { Random } from "./random.ts";

/** A pattern in RE2's syntax, and texts that it may match. */
export interface Pattern {
  readonly regex: string;
  readonly sample: (random: Random) => string;
  /** How many groups it has. */
  readonly groups: number;
}

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const ALNUM = `${LOWER}ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789`;
const HEX = "0123456789abcdef";

const fixed = (regex: string, ...texts: readonly [string, ...string[]]): Pattern => ({
  regex,
  sample: (random) => random.pick(texts),
  groups: 0,
});
const made = (regex: string, alphabet: string, count: readonly [number, number]): Pattern => ({
  regex,
  sample: (random) => random.text(alphabet, count[0] + random.below(count[1] - count[0] + 1)),
  groups: 0,
});

/** What a token can begin with: every way to write a literal. */
const HEADS: readonly [Pattern, ...Pattern[]] = [
  fixed("acme_", "acme_", "ACME_"),
  fixed("(?i)tok[-_]", "tok-", "TOK_", "Tok-"),
  fixed("(?i:key)=", "key=", "KEY="),
  fixed("\\Qs.t+\\E", "s.t+"),
  fixed("\\x41\\x{4b}", "AK"),
  fixed("[[:upper:]]{2}-", "AB-", "ZZ-"),
  fixed("\\bpk\\.", "pk.", "xpk."),
  fixed("(?:sk|rk)_(?:live|test)_", "sk_live_", "rk_test_"),
  fixed("(?-i)Xy:", "Xy:"),
  fixed("\\pL\\pN", "a1", "é2", "Ω٣"),
  fixed("\\p{Greek}{2}", "αβ", "ΩΩ"),
  fixed("[\\p{Lu}_]", "É", "_", "Q"),
  fixed("secret\\s*[:=]\\s*[\"']?", "secret: ", "secret=", 'secret = "', "secret:\n  "),
  fixed("(?m)^ghx_", "ghx_", "\nghx_"),
  fixed("\\Atop_", "top_"),
  fixed("\\a?\\t?npm_", "\tnpm_", "npm_"),
  fixed("pass(?:word|wd)?", "password", "passwd", "pass"),
  fixed("\\n?line_", "\nline_", "line_"),
  fixed("\\101B", "AB"),
];

/** What a token consists of: classes and repeats of every kind. */
const BODIES: readonly [Pattern, ...Pattern[]] = [
  made("[a-z0-9]{8,12}", `${LOWER}0123456789`, [7, 14]),
  made("[A-Za-z0-9]{10}", ALNUM, [9, 12]),
  made("\\w{6,}", `${ALNUM}_`, [5, 12]),
  made("\\w{4,}?", `${ALNUM}_`, [4, 9]),
  made("[0-9a-f]{32}", HEX, [31, 34]),
  made("[[:xdigit:]]{16,20}", HEX, [15, 21]),
  made("[[:^space:]]{5,9}", `${ALNUM}-+/`, [4, 10]),
  made("\\d{4,}", "0123456789", [3, 8]),
  made("\\D{3}\\d+", ALNUM, [4, 9]),
  made("[^\\s\"']{6,20}", `${ALNUM}!#%`, [5, 21]),
  made("\\S+", ALNUM, [2, 9]),
  made("[\\w.-]+@[\\w-]+", `${ALNUM}@`, [6, 9]),
  made(".{4}", `${ALNUM} `, [3, 6]),
  made("(?s).{4}", `${ALNUM}\n`, [4, 6]),
  made("(?U)[a-z]{3,8}", LOWER, [2, 10]),
  made("(?U)[a-z]{3,8}?", LOWER, [2, 10]),
  made("[a-f\\d]{6}", HEX, [5, 7]),
  made("[-a-z]{5}", `${LOWER}-`, [4, 6]),
  made("[]a-z]{5}", `${LOWER}]`, [4, 6]),
  made("[^a-z\\n]{4}", "0123456789-", [4, 5]),
  made("(?i)[a-f]{6}", "abcdefABCDEF", [5, 8]),
  made("\\P{L}{3}", "0123-=", [3, 4]),
  fixed("[^\\s]{4}", "ab🙂d", "🙂🙂🙂🙂", "🙂x", "abcd"),
  made("[a-z]{2,3}[0-9]{2,3}", `${LOWER}0123`, [5, 6]),
];

/** What may stand behind a token. */
const TAILS: readonly [Pattern, ...Pattern[]] = [
  fixed("", ""),
  fixed("\\b", "", " "),
  fixed("$", "", "\n"),
  fixed("(?m)$", "\n", ""),
  fixed("(?:[\"'\\s;]|$)", '"', " ", ";", "\n", ""),
  fixed("\\z", ""),
  fixed("\\n+", "\n", "\n\n"),
  fixed("[\\r\\n]*", "\r\n", ""),
  fixed("\\B", "", "x"),
];

/** A pattern out of a head, a body and a tail, with groups or without. */
export function makePattern(random: Random): Pattern {
  const head = random.pick(HEADS);
  const body = random.pick(BODIES);
  const tail = random.pick(TAILS);
  const sample = (own: Random): string => head.sample(own) + body.sample(own) + tail.sample(own);
  const shape = random.chance(0.02) ? REPEATED_GROUPS : random.pick(SHAPES);
  const { regex, groups } = shape({
    head: head.regex,
    body: body.regex,
    tail: tail.regex,
  });
  return { regex, groups, sample };
}

interface Parts {
  readonly head: string;
  readonly body: string;
  readonly tail: string;
}

type Shape = (parts: Parts) => { readonly regex: string; readonly groups: number };

const SHAPES: readonly [Shape, ...Shape[]] = [
  ({ head, body, tail }) => ({ regex: `${head}${body}${tail}`, groups: 0 }),
  ({ head, body, tail }) => ({ regex: `${head}(${body})${tail}`, groups: 1 }),
  ({ head, body, tail }) => ({ regex: `(${head})(${body})${tail}`, groups: 2 }),
  ({ head, body, tail }) => ({ regex: `${head}(?P<secret>${body})${tail}`, groups: 1 }),
  ({ head, body, tail }) => ({ regex: `${head}(?<value>${body})(${tail})`, groups: 2 }),
  ({ head, body, tail }) => ({ regex: `(zzz)?${head}(${body})${tail}`, groups: 2 }),
  ({ head, body, tail }) => ({ regex: `(?:(${head}x)|${head})(${body})${tail}`, groups: 2 }),
  ({ head, body, tail }) => ({ regex: `\\b(${head}${body})${tail}`, groups: 1 }),
  ({ head, body, tail }) => ({ regex: `(?:${head}(${body})|never(${body}))${tail}`, groups: 2 }),
  ({ head, body, tail }) => ({ regex: `(?i)(?:id|name)?${head}(${body})${tail}`, groups: 1 }),
];

/** Groups in a repeat, which is where RE2 and V8 differ. */
const REPEATED_GROUPS: Shape = ({ head, body }) => ({
  regex: `${head}(?:(a)|(b)|${body}){1,3}`,
  groups: 2,
});
