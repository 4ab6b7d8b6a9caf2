/** SQL as one client reads it. */
export type DialectName =
  | "postgresql"
  | "mysql"
  | "sqlite"
  | "duckdb"
  | "mssql"
  | "oracle"
  | "other";

/** What tells one client's way of reading text from another's. */
export interface Dialect {
  readonly name: DialectName;
  /** One token, or what separates tokens, from where it stands; sticky. Its groups say which. */
  readonly token: RegExp;
  /** A command to the client itself that stands where a statement could begin; sticky. */
  readonly command: RegExp | undefined;
}

const SPACE = String.raw`\s+`;
const DASHES = String.raw`--[^\n]*`;
const BLOCK = String.raw`\/\*[\s\S]*?(?:\*\/|$)`;
const PLAIN = String.raw`[nNbBxX]?'(?:[^']+|'')*'?`;
const ESCAPED = String.raw`'(?:[^'\\]+|\\[\s\S]|'')*'?`;
const NAME = String.raw`"(?:[^"]+|"")*"?` + "|`(?:[^`]+|``)*`?";
const BRACKETS = String.raw`|\[[^\]]*\]?`;
const WORD = String.raw`[A-Za-z0-9_\u0080-\uFFFF][\w$\u0080-\uFFFF]*`;

/** psql: a backslash begins a command wherever it stands; `!` and `copy` take the whole line. */
const PSQL = String.raw`\\(?:!|copy\b)[^\n]*|\\(?:'[^'\n]*'?|[^\\\n'])*`;
/** mysql: `\!`, `\.`, `\P`, `\T`, `\d` take the line, other letters stand alone. */
const MYSQL = String.raw`\\[!.PTd][^\n]*|\\[\s\S]?`;

interface Spelling {
  readonly skip: string;
  readonly text: string;
  readonly name?: string;
  readonly dollar?: string;
  readonly command?: string;
  readonly first?: string;
}

const DOT = String.raw`\.[a-z]+[^\n]*`;
const STANDARD = `${DASHES}|${BLOCK}`;

const SPELLINGS: Readonly<Record<DialectName, Spelling>> = {
  postgresql: {
    skip: STANDARD,
    text: `[eE]${ESCAPED}|${PLAIN}`,
    dollar: String.raw`\$(?:[A-Za-z_]\w*)?\$`,
    command: PSQL,
  },
  // What stands in `/*! … */` runs; `--` is a comment only before a blank.
  mysql: {
    skip: String.raw`--(?=\s|$)[^\n]*|#[^\n]*|\/\*!\d*|\*\/|${BLOCK}`,
    text: `[nNbBxX]?${ESCAPED}`,
    command: MYSQL,
    first: String.raw`(?:system|source|pager|tee|delimiter)\s[^\n]*`,
  },
  sqlite: { skip: STANDARD, text: PLAIN, name: NAME + BRACKETS, first: DOT },
  duckdb: { skip: STANDARD, text: PLAIN, dollar: String.raw`\$(?:[A-Za-z_]\w*)?\$`, first: DOT },
  mssql: {
    skip: STANDARD,
    text: PLAIN,
    name: NAME + BRACKETS,
    command: String.raw`(?<=^|\n)[gG][oO][ \t]*(?=\r?\n|$)`,
    first: String.raw`:?!![^\n]*|:r\s[^\n]*`,
  },
  oracle: {
    skip: STANDARD,
    text: `[qQ]'\\[[\\s\\S]*?\\]'|${PLAIN}`,
    command: String.raw`(?<=^|\n)\/[ \t]*(?=\r?\n|$)`,
    first: String.raw`(?:host|ho|start)\s[^\n]*|[!@][^\n]*`,
  },
  other: { skip: `${STANDARD}|#[^\\n]*`, text: PLAIN, first: String.raw`source\s[^\n]*` },
};

const dialects = new Map<DialectName, Dialect>();

/** Each is made when it is first met. */
export function findDialect(name: DialectName): Dialect {
  const known = dialects.get(name);
  if (known !== undefined) return known;
  const made = toDialect(name, SPELLINGS[name]);
  dialects.set(name, made);
  return made;
}

function toDialect(name: DialectName, spelling: Spelling): Dialect {
  const { skip, text, dollar = "(?!)", command = "(?!)", first } = spelling;
  const groups = [
    `(?<skip>${SPACE}|${skip})`,
    `(?<text>${text})`,
    `(?<dollar>${dollar})`,
    `(?<name>${spelling.name ?? NAME})`,
    `(?<command>${command})`,
    `(?<word>${WORD})`,
    String.raw`(?<sign>[\s\S])`,
  ];
  return {
    name,
    token: new RegExp(groups.join("|"), "y"),
    command: first === undefined ? undefined : new RegExp(first, "iy"),
  };
}
