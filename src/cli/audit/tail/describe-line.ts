import { toTime } from "../../../audit/verify/time.ts";
import type { JsonObject } from "../../../model/json.ts";
import { clipLine } from "../../table.ts";
import { kindOf, memberOf, readEvent, rulesOf, textOf, toolOf, userOf } from "../read-event.ts";

/** How a line is shown. */
export interface Display {
  /** The forwarder's own entries too, heartbeats among them. */
  readonly all: boolean;
  /** The line as it is. */
  readonly json: boolean;
  /** Whether a terminal shows it, which must not take anything in it for a command. */
  readonly terminal: boolean;
}

const CELL = 40;
const LAST_CELL = 400;

/** Everything that a terminal may take for more than a character. */
const ACTING = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;

/** What to print of a line, without a newline; `undefined` for one that is not shown. */
export function describeLine(line: Uint8Array, display: Display): string | undefined {
  const event = readEvent(line);
  const kind = event === undefined ? "" : kindOf(event);
  const isShown = display.all || kind === "" || kind === "incident";
  if (!isShown) return undefined;
  if (display.json) return toRaw(line, display.terminal);
  if (event === undefined) return `(no sealed line) ${clipLine(toText(line), CELL)}`;
  return kind === "" ? describeRecord(event) : describeEntry(event, kind);
}

/** In JSON an escape stands for the same character, so a program still reads the same. */
function toRaw(line: Uint8Array, terminal: boolean): string {
  const text = toText(line);
  return terminal ? text.replaceAll(ACTING, escape) : text;
}

function escape(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
}

function toText(line: Uint8Array): string {
  return Buffer.from(line).toString("utf8");
}

function describeRecord(event: JsonObject): string {
  const failure = textOf(event, "unmapped", "failure", "stage");
  const why = failure === "" ? rulesOf(event) : [`(failed: ${failure})`, ...rulesOf(event)];
  const cells = [userOf(event), toolOf(event), textOf(event, "unmapped", "told")];
  return toLine(event, cells, why.join(" "));
}

function describeEntry(event: JsonObject, kind: string): string {
  const what = textOf(event, "unmapped", "what");
  return toLine(event, ["-", "(forwarder)", kind], what);
}

const WIDTHS = [12, 20, 5] as const;

function toLine(event: JsonObject, cells: readonly string[], last: string): string {
  const time = memberOf(event, "time");
  const shown = cells.map((cell, at) => clipLine(cell, CELL).padEnd(WIDTHS[at] ?? 0));
  const when = typeof time === "number" ? toTime(time) : "?";
  return [when.padEnd(20), ...shown, clipLine(last, LAST_CELL)].join("  ").trimEnd();
}
