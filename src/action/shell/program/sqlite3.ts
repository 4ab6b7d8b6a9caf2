import { toKnownWord } from "../expand/fields.ts";
import type { DialectName } from "../../sql/dialect.ts";
import type { Call, Inner, Wrapper } from "../call.ts";
import { findOperand, readOption } from "./options.ts";
import { toSql } from "./sql-text.ts";

const VALUED = [
  ..."-cmd -init -separator -newline -nullvalue -mmap -maxsize -vfs -escape -lookaside".split(" "),
  ..."-pagecache -heap -A -c -s -f".split(" "),
];

/** sqlite3 and duckdb: a database, then SQL or commands with a dot, one an operand; or on standard input. */
export const sqlite3: readonly Wrapper[] = [
  {
    names: ["sqlite3", "sqlite", "litecli", "sqlcipher"],
    unwrap: (call) => readFileClient(call, "sqlite"),
  },
  { names: ["duckdb"], unwrap: (call) => readFileClient(call, "duckdb") },
];

function readFileClient({ words }: Call, dialect: DialectName): readonly Inner[] {
  const given = [...readOption(words.slice(1), ["-cmd", "--cmd"]), ...readLetters(words)];
  const files = readOption(words.slice(1), ["-init", "--init"]);
  const database = findOperand(words, 1, { valued: VALUED });
  const operands = words.slice(database + 1).filter(({ value }) => !/^-\w/.test(value));
  const texts = [...given, ...operands.map(({ value }) => value)];
  const inner = [
    ...texts.map((text) => toSql({ text }, dialect)),
    ...files.map((path) => toSql({ file: toKnownWord(path) }, dialect)),
    ...(operands.length === 0 ? [toSql({}, dialect)] : []),
  ];
  return words.some(({ value }) => /^--?readonly$/.test(value)) ? inner.map(readOnly) : inner;
}

/** The database refuses statements that change it; a shell's commands run all the same. */
function readOnly(inner: Inner): Inner {
  if (inner.kind !== "statements") return inner;
  return { ...inner, read: (text) => inner.read(text).filter(({ kind }) => kind !== "command") };
}

/** duckdb: `-c SQL`, `-s SQL`; each is a word of its own. */
function readLetters(words: Call["words"]): readonly string[] {
  return words.flatMap(({ value }, at) =>
    value === "-c" || value === "-s" ? (words[at + 1]?.value ?? []) : [],
  );
}
