import type { Direction } from "../model/action.ts";
import { isObject, type Json } from "../model/json.ts";
import { toName } from "./argument-keys.ts";

const FETCHING =
  /^(?:get|fetch|read|navigate|browse|download|search|open|goto|visit|screenshot|crawl|scrape|view|load|extract|list|clone|pull)$/;
const SENDING = /^(?:post|put|patch|upload|send|push|publish|submit|share|export)$/;

/** Names under which tools take what a request sends. */
const BODY_KEYS: ReadonlySet<string> = new Set(
  "body data payload json form formdata files multipart requestbody".split(" "),
);

/**
 * Which way a tool sends data, by its name and its arguments; undefined where they do not say. A name that fetches
 * does so only where nothing is given that could be sent.
 */
export function directionOfCall(tool: string, input: Json): Direction | undefined {
  const words = tool
    .slice(tool.lastIndexOf("__") + 1)
    .split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)
    .map((word) => word.toLowerCase());
  if (words.some((word) => SENDING.test(word)) || sendsBody(input)) return "upload";
  const isFetching = words.some((word) => FETCHING.test(word)) || isPlain(methodOf(input));
  return isFetching ? "download" : undefined;
}

/** The method of the request; undefined where none is given. */
function methodOf(input: Json): Json | undefined {
  if (!isObject(input)) return undefined;
  return Object.entries(input).find(([key]) => toName(key) === "method")?.[1];
}

function isPlain(method: Json | undefined): boolean {
  return typeof method === "string" && /^(?:get|head|options)$/i.test(method);
}

function sendsBody(input: Json): boolean {
  const method = methodOf(input);
  if (method !== undefined && method !== null && !isPlain(method)) return true;
  if (!isObject(input)) return false;
  return Object.entries(input).some(
    ([key, value]) =>
      BODY_KEYS.has(toName(key)) && value !== undefined && value !== null && value !== "",
  );
}
