import { toKnownWord } from "../expand/fields.ts";
import type { Call, Inner, Wrapper } from "../call.ts";
import { readOption } from "./options.ts";
import { toClient } from "./sql-client.ts";
import { toSql } from "./sql-text.ts";

const QUERY = { dialect: "other", stdin: false } as const;

/** What `aws rds-data`, `athena` and the like are told; the program has other ways to run things, too. */
export const awsSql: Wrapper = toClient(["aws"], {
  ...QUERY,
  text: ["--sql", "--query-string", "--sqls", "--statement"],
});

/** Other clients of databases that are told SQL by an option. */
export const sqlClients: readonly Wrapper[] = [
  toClient(["sqlcmd", "osql"], { dialect: "mssql", text: ["-Q", "-q"], file: ["-i"] }),
  toClient(["isql", "tsql", "bsqldb", "mssql-cli"], {
    dialect: "mssql",
    text: ["-Q"],
    file: ["-i"],
  }),
  toClient(["sqlplus", "sqlplus64", "sqlcl"], { dialect: "oracle", text: [] }),
  toClient(["snowsql", "snow"], { dialect: "other", text: ["-q", "--query"], file: ["-f"] }),
  toClient(["clickhouse-client", "clickhouse-local", "clickhouse", "chdb"], {
    dialect: "other",
    text: ["-q", "--query", "--multiquery"],
    file: ["--queries-file"],
  }),
  toClient(["cqlsh", "trino", "presto", "ksql"], {
    dialect: "other",
    text: ["-e", "--execute"],
    file: ["-f", "--file"],
  }),
  toClient(["hive", "beeline", "spark-sql"], { dialect: "other", text: ["-e"], file: ["-f"] }),
  toClient(["impala-shell"], { dialect: "other", text: ["-q", "--query"], file: ["-f"] }),
  toClient(["influx"], { ...QUERY, text: ["-execute", "--execute"] }),
  toClient(["gcloud"], { ...QUERY, text: ["--sql"] }),
  toClient(["wrangler"], { ...QUERY, dialect: "sqlite", text: ["--command"], file: ["--file"] }),
  toClient(["heroku"], { ...QUERY, dialect: "postgresql", text: ["-c", "--command"] }),
  behindVerb(["bq", "turso", "wp", "drush", "surreal"]),
  { names: ["prisma"], unwrap: readPrisma },
];

/** Clients that take SQL as an operand behind `query`, `shell` or the like. */
function behindVerb(names: readonly string[]): Wrapper {
  const verbs = new Set(["query", "shell", "sql", "sql:query", "sqlq", "sql-query"]);
  return {
    names,
    unwrap: ({ words }) => {
      const verb = words.findIndex(({ value }, at) => at > 0 && verbs.has(value));
      if (verb < 0) return [];
      const texts = words.slice(verb + 1).filter(({ value }) => /\s/.test(value));
      const dialect = words[0]?.value.endsWith("turso") === true ? "sqlite" : "other";
      return texts.map(({ value }) => toSql({ text: value }, dialect));
    },
  };
}

/** `prisma db execute --file x` or `--stdin`. */
function readPrisma({ words }: Call): readonly Inner[] {
  if (!words.some(({ value }) => value === "execute")) return [];
  if (words.some(({ value }) => value === "--stdin")) return [toSql({}, "postgresql")];
  const files = readOption(words.slice(1), ["--file"]);
  return files.map((path) => toSql({ file: toKnownWord(path) }, "postgresql"));
}
