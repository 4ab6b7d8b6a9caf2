import { MAX_CODE_UNITS, STEPS_PER_TOKEN } from "./bounds.ts";
import type { Effect } from "./effect.ts";
import type { Language } from "./language.ts";
import { tokenise } from "./lex/tokenise.ts";
import { forksForever } from "./meaning/fork.ts";
import { fromNetwork } from "./meaning/given.ts";
import { isFilter } from "./meaning/listing.ts";
import { type Engine, Examination } from "./read/examination.ts";
import { readExpression } from "./read/expression.ts";
import { Reader, toTokens } from "./read/reader.ts";
import { Scope } from "./read/scope.ts";
import { runStatements } from "./read/statements.ts";
import type { FunctionValue, Value } from "./value.ts";

const ENGINE: Engine = { readCode, readExpression, runStatements };

/**
 * What code does to files, processes and the network, as far as reading it from top to bottom tells: every
 * branch counts, and what is computed from constants is computed. Total; linear in the code.
 * @param args what follows the code on its command line.
 */
export function examine(
  code: string,
  language: Language,
  args: readonly string[] = [],
): readonly Effect[] {
  const examination = new Examination(language, args, ENGINE);
  try {
    readCode(code.slice(0, MAX_CODE_UNITS), new Scope(), examination);
    if (code.length > MAX_CODE_UNITS || examination.isExhausted) examination.tellUnread();
    callTheRest(examination);
  } catch {
    // What was found before stands.
  }
  return examination.listEffects();
}

function readCode(code: string, scope: Scope, examination: Examination): Value {
  examination.isServing ||= SERVES.test(code);
  examination.isSqlite ||= /sqlite|DatabaseSync/i.test(code);
  examination.isInMemory ||= code.includes(":memory:");
  const tokens = toTokens(tokenise(code, examination.language.dialect));
  examination.isFiltered ||= tokens.list.some(
    ({ kind, text }) => kind === "name" && isFilter(text),
  );
  if (forksForever(tokens.list)) examination.emit({ kind: "does", words: ["fork", "--forever"] });
  examination.allowSteps(tokens.list.length * STEPS_PER_TOKEN);
  return runStatements(new Reader(tokens, { examination, scope }));
}

/** Classes of Python's servers. */
const SERVES =
  /\b(?:(?:Base|Simple|CGI)HTTPRequestHandler|(?:Stream|Datagram|Base)RequestHandler|WebSocketHandler|tornado\.web|httpuv|plumber)\b/;

/** A method of a class that serves, as far as its only parameter tells. */
function isOfServer(
  { isServing }: Examination,
  { parameters: [only, other] }: FunctionValue,
): boolean {
  if (!isServing || only === undefined || other !== undefined) return false;
  return only.length <= 2 || /^(?:this|slf|req|request|handler|conn|msg|message|data)$/.test(only);
}

/** Whoever imports the code may call what it only defines. */
function callTheRest(examination: Examination): void {
  examination.isSpeculative = true;
  // Calling one may make others.
  for (const made of examination.uncalled) {
    if (!examination.spend()) return;
    const isHandler = examination.handlers.has(made) || isOfServer(examination, made);
    made.invoke(isHandler ? made.parameters.map(() => fromNetwork()) : []);
  }
}
