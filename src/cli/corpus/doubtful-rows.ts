import type { JsonObject } from "../../model/json.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { CorpusRow } from "./read-corpus.ts";

const MAX_SHOWN = 10;
const LABELS = ["expected", "label"];

/** Lines about rows that are judged and may not say what their author meant: `file:line: why`. */
export function describeDoubtfulRows(rows: readonly CorpusRow[], file: string): string[] {
  const lines = rows.flatMap(({ line, fields }) => {
    const doubt = doubtOf(fields);
    return doubt === undefined ? [] : [`${file}:${line}: ${doubt}`];
  });
  const more = lines.length - MAX_SHOWN;
  return more > 0 ? [...lines.slice(0, MAX_SHOWN), `… and ${more} more`] : lines;
}

function doubtOf(fields: JsonObject): string | undefined {
  const given = LABELS.filter((key) => fields[key] !== undefined);
  if (given.length === 2) return 'has "expected" and "label": only "expected" counts';
  if (given.length === 1) return undefined;
  const [misspelt] = Object.keys(fields).flatMap((key) => {
    const hint = didYouMean(key, LABELS);
    return hint === "" ? [] : [`, but "${key}"${hint}`];
  });
  const none = 'has neither "expected" nor "label"';
  return misspelt === undefined ? `${none}: no figure counts it` : none + misspelt;
}
