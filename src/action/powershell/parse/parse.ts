import type { Statement } from "../syntax.ts";
import { parseStage } from "./command.ts";
import { Cursor, type Grammar } from "./cursor.ts";
import { parseArgs, parseExpression, parseItem } from "./expression.ts";
import { parseKeyword } from "./keyword.ts";
import { parseOperand } from "./operand.ts";

/** What a source says, as far as it was understood. */
export interface ParsedSource {
  readonly body: readonly Statement[];
  /** What was not understood, and where. */
  readonly complaints: readonly string[];
}

/**
 * Reads PowerShell, as Microsoft's about_Parsing, about_Quoting_Rules, about_Operators, about_Pipelines and
 * about_Script_Blocks describe it. Tolerant and total: what is not understood is a complaint, and the rest is read.
 */
export function parsePowerShell(source: string): ParsedSource {
  const cursor = new Cursor(source, {
    statements: parseStatements,
    statement: parseStatement,
    expression: parseExpression,
    item: parseItem,
    operand: parseOperand,
    args: parseArgs,
  } satisfies Grammar);
  return { body: parseStatements(cursor, ""), complaints: cursor.complaints };
}

function parseStatements(cursor: Cursor, closer: "" | ")" | "}"): readonly Statement[] {
  return cursor.nest(() => {
    const body: Statement[] = [];
    for (;;) {
      do cursor.skipLines();
      while (cursor.take(";"));
      if (closer !== "" && cursor.take(closer)) return body;
      if (cursor.isAtEnd) {
        if (closer !== "") cursor.complain(`${closer} is missing`);
        return body;
      }
      const before = cursor.at;
      const statement = parseStatement(cursor);
      if (statement !== undefined) body.push(statement);
      if (cursor.at > before) continue;
      cursor.complain(`unexpected ${cursor.char}`);
      cursor.at += 1;
    }
  }, []);
}

function parseStatement(cursor: Cursor): Statement | undefined {
  const start = cursor.at;
  const keyword = parseKeyword(cursor);
  if (keyword !== undefined) return keyword;
  cursor.at = start;
  if (/[)}\]]/.test(cursor.char)) return undefined;
  const first = parsePipeline(cursor);
  const parts = [first];
  while (cursor.read(/[ \t]*(?:\r?\n\s*)?(?:&&|\|\|)\s*/y) !== undefined)
    parts.push(parsePipeline(cursor));
  cursor.read(/[ \t]*&(?!&)/y);
  return parts.length === 1 ? first : { kind: "group", isConditional: true, parts };
}

/** A pipeline, or an assignment where its first stage is what is assigned to. */
function parsePipeline(cursor: Cursor): Statement {
  const first = parseStage(cursor);
  cursor.skipSpace();
  if (first.kind === "expression") {
    const operator = cursor.read(/(?:[-+*/%]|\?\?)?=(?!=)/y)?.[0];
    if (operator !== undefined) {
      cursor.skipLines();
      const nothing: Statement = { kind: "group", isConditional: false, parts: [] };
      const value = cursor.nest(() => parseStatement(cursor) ?? nothing, nothing);
      return { kind: "assignment", target: first.term, operator, value };
    }
  }
  const stages = [first];
  // From PowerShell 7 on a line may begin with the pipe.
  while (cursor.read(/[ \t]*(?:\r?\n\s*)?\|(?!\|)/y) !== undefined) {
    cursor.skipLines();
    stages.push(parseStage(cursor));
  }
  return { kind: "pipeline", stages };
}
