import { readRetryAfter } from "../../../http/retry-after.ts";
import { isObject, parseJson } from "../../../model/json.ts";
import { failAll } from "../fail.ts";
import type { Delivery, SealedLine } from "../sink.ts";
import type { Answer } from "./post.ts";

/** What a collector's answer means for the lines that it was sent. */
export function readAnswer(answer: Answer, lines: readonly SealedLine[], now: number): Delivery {
  const { status, text } = answer;
  if (status >= 200 && status < 300) return readPartialSuccess(text, lines);
  const retryAfterMs = readRetryAfter(answer.retryAfter, now);
  const throttled = status === 429 || (status === 503 && retryAfterMs !== undefined);
  return failAll(lines, { reason: describeStatus(status), throttled, retryAfterMs });
}

/** The protocol forbids to send again what was taken in part: which part is not said. */
function readPartialSuccess(text: string, lines: readonly SealedLine[]): Delivery {
  if (text.trim() === "") return { state: "delivered" };
  const value = parseJson(text);
  if (value === undefined)
    return failAll(lines, {
      reason: "its answer is not JSON: is it a collector's OTLP/HTTP port?",
    });
  const partial = isObject(value) ? value["partialSuccess"] : undefined;
  const rejected = isObject(partial) ? Number(partial["rejectedLogRecords"] ?? 0) : 0;
  if (!Number.isSafeInteger(rejected) || rejected <= 0) return { state: "delivered" };
  const refused = { lines: Math.min(rejected, lines.length), reason: "partial success" };
  return { state: "delivered", refused };
}

function describeStatus(status: number): string {
  if (status === 429) return "it asks for less (status 429)";
  if (status === 401 || status === 403)
    return `it does not accept us (status ${status}): see headers_file`;
  if (status === 404) return "it knows no such address (status 404): see url";
  if (status === 413) return "a request is too large for it (status 413): see its limit";
  if (status >= 300 && status < 400) return `it would send us elsewhere (status ${status})`;
  if (status >= 500) return `it could not answer (status ${status})`;
  return `it refuses what it is sent (status ${status})`;
}
