import type { ShellRedirect, ShellWord } from "../../../model/invocation.ts";
import { toKnownWord } from "../expand/fields.ts";
import type { DialectName } from "../../sql/dialect.ts";
import type { Found } from "../../sql/found.ts";
import { readSql } from "../../sql/read-sql.ts";
import type { Inner } from "../call.ts";

/** Where a client finds SQL: a text, a file, or, without either, its standard input. */
export interface SqlPlace {
  readonly text?: string;
  readonly file?: ShellWord;
}

/**
 * What the SQL would do: each statement that changes, opens or runs something as a command of the name `sql`, with
 * the client's dialect as `--on`; what is for a shell as a source.
 */
export function toSql(place: SqlPlace, dialect: DialectName): Inner {
  return {
    kind: "statements",
    ...place,
    read: (text) => readSql(text, dialect).flatMap((found) => toInner(found, dialect)),
  };
}

function toInner(found: Found, dialect: DialectName): readonly Inner[] {
  switch (found.kind) {
    case "statement": {
      const words = ["sql", ...found.words, `--on=${dialect}`].map(toKnownWord);
      return [{ kind: "command", words, redirects: toRedirects(found) }];
    }
    case "shell":
      return [
        { kind: "command", words: ["sql", "shell", `--on=${dialect}`].map(toKnownWord) },
        { kind: "source", text: found.text },
      ];
    case "file":
      return [toSql({ file: toKnownWord(found.path) }, dialect)];
    case "sql":
      return [];
  }
}

function toRedirects({
  reads = [],
  writes = [],
}: Extract<Found, { kind: "statement" }>): readonly ShellRedirect[] {
  return [
    ...reads.map((path): ShellRedirect => ({ access: "read", target: toKnownWord(path) })),
    ...writes.map((path): ShellRedirect => ({ access: "write", target: toKnownWord(path) })),
  ];
}
