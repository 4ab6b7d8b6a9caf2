import { UNKNOWN } from "../../../model/invocation.ts";
import { blur, isUnknown } from "../origin.ts";
import type { Evaluator } from "./evaluator.ts";
import { readOperands } from "./evaluator.ts";

/** A line of the user database, whoever's it is: the sixth field is a home directory. */
const ACCOUNT = `${UNKNOWN}:x:${UNKNOWN}:${UNKNOWN}:${UNKNOWN}:~:${UNKNOWN}\n`;

const ACCOUNTS = "/etc/passwd";

/** getent passwd: accounts. */
export const getent: Evaluator = (args) => (readOperands(args)[0] === "passwd" ? ACCOUNT : UNKNOWN);

/** Of a few directories it matters that all in them is listed. */
const WHOLE = /^(?:~|\/[^/]{0,32})\/?$/;

/** ls -d: the names that it is given, or what they expand to. Else all that is in the directory, where it matters. */
export const ls: Evaluator = (args, _input, scope) => {
  const flags = args.filter((arg) => arg.startsWith("-")).join("");
  const names = readOperands(args);
  // With more than the names in a line, they are for people to read.
  if (!/^(?:-?[aAd1rtSUf]|--directory)*$/.test(flags)) return UNKNOWN;
  if (flags.includes("d")) return names.map((name) => `${name}\n`).join("") || ".\n";
  const [directory = scope.read("PWD")?.[0]?.join("") ?? UNKNOWN, ...others] = names;
  return others.length === 0 && WHOLE.test(directory) ? "*\n" : UNKNOWN;
};

/** sort, uniq: the same lines. Which of them, and in which order, is no matter to what they could do. */
export const arrange: Evaluator = (args, input) =>
  readOperands(args).length > 0 || args.some((arg) => /^-[a-z]*[cCD]/.test(arg))
    ? UNKNOWN
    : (input ?? UNKNOWN);

/** grep: the lines with a literal text; of any other pattern it is not worked out which lines have it. */
export const grep: Evaluator = (args, input) => {
  if (args.some((arg) => /^-[a-zA-Z]*[clLonbHq]|^--(?:count|files|only|quiet|line|byte)/.test(arg)))
    return UNKNOWN;
  const [pattern = "", ...files] = readOperands(args);
  if (files.length > 0) return files.every((file) => file === ACCOUNTS) ? ACCOUNT : UNKNOWN;
  if (input === undefined) return UNKNOWN;
  const inverts = args.some((arg) => /^-[a-zA-Z]*v|^--invert/.test(arg));
  const isLiteral = /^[\w/:-]+$/.test(pattern) && args.every((arg) => /^-[vEFG]+$|^[^-]/.test(arg));
  const lines = input.replace(/\n$/, "").split("\n");
  const kept = lines.flatMap((line) => {
    // Of the files that a pattern stands for, some may have it.
    const isOpen = line.includes(UNKNOWN) && `${line}\n` !== ACCOUNT;
    if (isOpen || /[*?[]/.test(line)) return inverts ? line : UNKNOWN;
    return isLiteral && line.includes(pattern) === inverts ? [] : line;
  });
  return kept.map((line) => `${line}\n`).join("");
};

const COUNT = /^(?:-n|--lines=?)?-?(\d{1,6})$/;

/** head and tail by lines. */
function takeLines(
  take: (lines: readonly string[], count: number) => readonly string[],
): Evaluator {
  return (args, input) => {
    if (input === undefined) return UNKNOWN;
    const given = args.join("").replace(/^--lines=?/, "-n");
    const count = given === "" ? 10 : Number(COUNT.exec(given)?.[1] ?? Number.NaN);
    if (Number.isNaN(count)) return UNKNOWN;
    const lines = input.replace(/\n$/, "").split("\n");
    return take(lines, count)
      .map((line) => `${line}\n`)
      .join("");
  };
}

export const head: Evaluator = takeLines((lines, count) => lines.slice(0, count));

export const tail: Evaluator = takeLines((lines, count) =>
  count === 0 ? [] : lines.slice(-count),
);

/** cut -d C -f N: that field of each line, where what is not known of the line are whole fields. */
export const cut: Evaluator = (args, input) => {
  const text = args.join("\n");
  const [, delimiter] = /(?:^|\n)(?:-d\n?|--delimiter[=\n])([^\n])(?:\n|$)/.exec(text) ?? [];
  const [, field] = /(?:^|\n)(?:-f\n?|--fields[=\n])(\d{1,3})(?:\n|$)/.exec(text) ?? [];
  const files = args.filter((arg) => arg === ACCOUNTS);
  const options = /^(?:\n?(?:-d\n?[^\n]|-f\n?\d{1,3}|--(?:delimiter|fields)[=\n][^\n]+|-s))*$/;
  const others = args.filter((arg) => arg !== ACCOUNTS).join("\n");
  if (field === undefined || !options.test(others)) return UNKNOWN;
  return takeField(files.length > 0 ? ACCOUNT : input, delimiter ?? "\t", Number(field));
};

const PRINTED_FIELD = /\{\s*print\s*\$(\d{1,3})\s*;?\s*\}\s*$/;

/** awk -F C '{print $N}': likewise. Which lines it takes is not worked out. */
export const awk: Evaluator = (args, input) => {
  const text = args.join("\n");
  const [whole = "", delimiter = ""] = /^-F\n?(\S)\n/.exec(text) ?? [];
  const [program = "", ...files] = text.slice(whole.length).split("\n");
  const field = PRINTED_FIELD.exec(program)?.[1];
  if (whole === "" || field === undefined || files.some((file) => file !== ACCOUNTS))
    return UNKNOWN;
  return takeField(files.length > 0 ? ACCOUNT : input, delimiter, Number(field));
};

function takeField(input: string | undefined, delimiter: string, field: number): string {
  if (input === undefined) return UNKNOWN;
  const lines = input.replace(/\n$/, "").split("\n");
  const taken = lines.map((line) => {
    const fields = line.split(delimiter);
    const isPlain = fields.every((each) => !each.includes(UNKNOWN) || isUnknown(each));
    return isPlain ? (fields[field - 1] ?? "") : UNKNOWN;
  });
  return taken.includes(UNKNOWN) ? blur([input]) : taken.map((each) => `${each}\n`).join("");
}
