import type { DialectName } from "./dialect.ts";
import { findDialect } from "./dialect.ts";
import type { Found } from "./found.ts";
import { readScript } from "./lex.ts";
import { readCommand } from "./read-command.ts";
import { readStatement } from "./read-statement.ts";
import type { Token } from "./token.ts";
import { isWord } from "./token.ts";

/** SQL in texts of SQL: a DO block that executes what it quotes. */
const MAX_DEPTH = 4;

/** What a text of SQL would do, statement by statement. Total; linear in the text. */
export function readSql(text: string, dialect: DialectName): readonly Found[] {
  return readNested(text, dialect, 0);
}

function readNested(text: string, dialect: DialectName, depth: number): readonly Found[] {
  const { statements, commands } = readScript(text, findDialect(dialect));
  const found = statements.flatMap((tokens) =>
    readStatement(depth > 0 ? afterBlock(tokens) : tokens),
  );
  const all = [...found, ...commands.flatMap((line) => readCommand(line, dialect))];
  return all.flatMap((each) => {
    if (each.kind !== "sql") return each;
    return depth < MAX_DEPTH ? readNested(each.text, dialect, depth + 1) : [];
  });
}

/** In a block a statement may stand behind BEGIN, THEN and their like. */
function afterBlock(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findLastIndex((token) => isWord(token, "begin", "then", "else", "loop"));
  return at < 0 ? tokens : tokens.slice(at + 1);
}
