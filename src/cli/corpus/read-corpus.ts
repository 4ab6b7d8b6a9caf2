import { readFileSync } from "node:fs";
import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { type RowEvent, toRowEvent } from "./row-event.ts";
import { readTruth, type Truth } from "./truth.ts";

/** One labelled row, ready to be judged. */
export interface CorpusRow {
  /** From 1. */
  readonly line: number;
  readonly truth: Truth;
  readonly event: RowEvent;
  /** The row as written, for what it is grouped and chosen by. Never printed whole. */
  readonly fields: JsonObject;
}

/** A file with rows that cannot be read: `file:line: why`, one a line. */
export class CorpusError extends Error {
  override readonly name = "CorpusError";
}

const MAX_SHOWN = 20;

/**
 * Every row of a JSONL file; empty lines are skipped.
 *
 * @param role Of texts that do not name theirs.
 * @throws CorpusError with every row that cannot be read; Error of the file system
 */
export function readCorpus(file: string, role: string): CorpusRow[] {
  const problems: string[] = [];
  const rows = readFileSync(file, "utf8")
    .split("\n")
    .flatMap((text, index) => {
      if (text.trim() === "") return [];
      try {
        return [readRow(text, index + 1, role)];
      } catch (error) {
        if (!(error instanceof CorpusError)) throw error;
        problems.push(`${file}:${index + 1}: ${error.message}`);
        return [];
      }
    });
  if (problems.length === 0) return rows;
  const more = problems.length - MAX_SHOWN;
  const rest = more > 0 ? [`… and ${more} more`] : [];
  throw new CorpusError([...problems.slice(0, MAX_SHOWN), ...rest].join("\n"));
}

function readRow(text: string, line: number, role: string): CorpusRow {
  const fields = parse(text);
  const truth = readTruth(fields);
  if (typeof truth === "string") throw new CorpusError(truth);
  const event = toRowEvent(fields, role);
  if (typeof event === "string") throw new CorpusError(event);
  return { line, truth, event, fields };
}

function parse(text: string): JsonObject {
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch {
    // What the parser says of it quotes the row, which may hold a secret.
    throw new CorpusError("is not JSON");
  }
  if (!isObject(value)) throw new CorpusError("is not a JSON object");
  return value;
}
