import { examinerOf } from "../../code/registry.ts";
import { toKnownWord } from "../expand/fields.ts";
import type { Frame } from "../frame.ts";
import { readOrigins } from "../origin.ts";
import { tellCall } from "./tell.ts";

/** Pages that a server runs, by the ending of their name. */
const PAGE = /\.(?:php\d?|phtml|phar|inc|jspx?|jspf|aspx?|ashx|asmx|cfm|cgi|pl)$/i;

/** Longer ones are looked at up to here. */
const MAX_UNITS = 16_384;

/** Java's, C#'s and VBScript's pages: what a request says, beside what runs it. */
const REQUESTED =
  /request\s*\.\s*(?:getParameter|getHeader|form|querystring|item|params)|\brequest\s*[([]|\$\{param\.|QUERY_STRING/i;
const RUNS =
  /getRuntime\s*\(\s*\)\s*\.\s*exec|ProcessBuilder|Process\s*\.\s*Start|ProcessStartInfo|\beval\s*[("'\s$]|\bExecute(?:Global)?\s*[( ]|WScript\.Shell|<cfexecute|\b(?:ba)?sh\s+-c\s|\bsystem\s*\(|\bqx\b/i;

/** Tells a page that runs what its requests say as a command `web-shell` on its path. */
export function tellWebShell(path: string, text: string, frame: Frame): void {
  if (!PAGE.test(path) || !isWebShell(path, text.slice(0, MAX_UNITS))) return;
  const words = ["web-shell", path].map(toKnownWord);
  const feed = { kind: "inherited" } as const;
  const call = { words, assignments: [], redirects: [], feed, offset: frame.origin ?? 0 };
  tellCall(call, "web-shell", frame);
}

function isWebShell(path: string, text: string): boolean {
  if (!/\.(?:php\d?|phtml|phar|inc)$/i.test(path)) return REQUESTED.test(text) && RUNS.test(text);
  // Most pages read nothing of a request's: these need not be examined.
  if (!/\$_(?:GET|POST|REQUEST|COOKIE|SERVER)|php:\/\/input|getallheaders/.test(text)) return false;
  const effects = examinerOf("php")?.(text, []) ?? [];
  return effects.some((effect) => {
    if (effect.kind === "runs") return isSent(effect.text);
    if (effect.kind === "spawns") return isSent(effect.words[0] ?? "");
    return effect.kind === "evaluates" && isSent(effect.code);
  });
}

/** It begins with what came over the network. */
function isSent(text: string): boolean {
  return /^\s*\uFFFC/.test(text) && readOrigins(text).includes("download");
}
