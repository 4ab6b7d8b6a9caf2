import { UNKNOWN } from "../../../model/invocation.ts";
import { blur } from "../../shell/origin.ts";
import { readEnvironment } from "../../windows/environment.ts";
import type { Term } from "../syntax.ts";
import { evaluateMember } from "./member.ts";
import { castValue, operate, operateUnary } from "./operate.ts";
import type { Run } from "./run.ts";
import { NONE, text, toItems, toNumber, toText, UNKNOWN_VALUE, type Value } from "./value.ts";

/** What a term comes to; the commands in it are told on the way. */
export function evaluate(term: Term, run: Run): Value {
  switch (term.kind) {
    case "text":
      return text(term.value);
    case "variable":
      return readVariable(term.name, run);
    case "join":
      return text(joinParts(term.parts, run));
    case "sub":
      return run.engine.runBody(term.body, run);
    case "block":
      return term;
    case "list":
      return { kind: "list", items: term.items.map((item) => evaluate(item, run)) };
    case "type":
      return { kind: "object", type: term.name };
    case "member":
      return evaluateMember(term, run);
    default:
      return evaluateCompound(term, run);
  }
}

function evaluateCompound(
  term: Extract<Term, { kind: "table" | "binary" | "unary" | "cast" | "index" }>,
  run: Run,
): Value {
  switch (term.kind) {
    case "table":
      return toTable(term, run);
    case "binary":
      return evaluateBinary(term, run);
    case "unary":
      return operateUnary(term.operator, evaluate(term.of, run), run);
    case "cast":
      return castValue(term.type, evaluate(term.of, run));
    case "index":
      return pick(evaluate(term.of, run), evaluate(term.at, run));
  }
}

/** A chain of operators leans to the left, and may be long. */
function evaluateBinary(term: Extract<Term, { kind: "binary" }>, run: Run): Value {
  const chain = [term];
  let { left } = term;
  for (; left.kind === "binary"; left = left.left) chain.push(left);
  let value = evaluate(left, run);
  for (const { operator, right } of chain.reverse())
    value = operate(operator, [value, evaluate(right, run)], run);
  return value;
}

function toTable(term: Extract<Term, { kind: "table" }>, run: Run): Value {
  const entries = new Map<string, Value>();
  for (const [name, value] of term.entries) {
    entries.set(toText(evaluate(name, run)).toLowerCase(), run.engine.runBody([value], run));
  }
  return { kind: "table", entries };
}

function joinParts(parts: readonly Term[], run: Run): string {
  const joined = parts.map((part) => toText(evaluate(part, run))).join("");
  return run.frame.engine.ledger.spendUnits(joined.length) ? joined : UNKNOWN;
}

/** What PowerShell itself sets. */
const AUTOMATIC: Readonly<Record<string, string>> = {
  true: "True",
  false: "False",
  home: "~",
  pwd: ".",
  psscriptroot: ".",
  shellid: "Microsoft.PowerShell",
  pshome: "C:\\Windows\\System32\\WindowsPowerShell\\v1.0",
  verbosepreference: "SilentlyContinue",
  debugpreference: "SilentlyContinue",
  errorview: "NormalView",
};

function readVariable(name: string, { session, frame }: Run): Value {
  const known = session.read(name);
  if (known !== undefined) return known;
  if (name === "null") return NONE;
  if (!name.startsWith("env:")) {
    const automatic = Object.hasOwn(AUTOMATIC, name) ? AUTOMATIC[name] : undefined;
    return automatic === undefined ? UNKNOWN_VALUE : text(automatic);
  }
  const variable = name.slice("env:".length);
  const given = frame.environment.find((each) => each.name.toLowerCase() === variable);
  return text(given?.value.value ?? readEnvironment(variable) ?? UNKNOWN);
}

/** Items of a list, characters of a text or a table's entry, one or several. */
function pick(of: Value, at: Value): Value {
  if (of.kind === "table") return of.entries.get(toText(at).toLowerCase()) ?? UNKNOWN_VALUE;
  const source = of.kind === "text" ? [...of.text].map(text) : toItems(of);
  if (of.kind === "text" && of.text.includes(UNKNOWN)) return text(blur([of.text]));
  const picked = toItems(at).map((each) => {
    const index = toNumber(each);
    return index === undefined ? UNKNOWN_VALUE : (source.at(index) ?? NONE);
  });
  const [only] = picked;
  return only !== undefined && picked.length === 1 ? only : { kind: "list", items: picked };
}
