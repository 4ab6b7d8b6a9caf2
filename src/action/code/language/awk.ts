import type { Language, Table } from "../language.ts";
import type { Dialect } from "../lex/dialect.ts";
import { format } from "../fold/format.ts";
import { formats } from "../meaning/evaluation.ts";
import { fromNetwork } from "../meaning/given.ts";
import { isWaitingShell, runsText } from "../meaning/processes.ts";
import type { Reader } from "../read/reader.ts";
import { asText, joinValues, NOTHING, toList, toText, type Value } from "../value.ts";
import { readFunction } from "./javascript-statements.ts";

const dialect: Dialect = {
  comments: ["#"],
  quotes: { '"': { escapes: "all" } },
  hasLines: true,
  hasPatterns: true,
  marks: ["|&"],
};

const calls: Table = [
  ["system", runsText],
  ["sprintf", formats],
  ["close fflush tolower toupper substr", ({ args: [first] }) => first],
];

/** How tightly what `print` prints binds: `>` and `|` stand behind it. */
const PRINTED = 5;

/** `print a, b > "file"`, `printf "x" | "cmd"`, `function f(a) {…}`. */
function readStatement(reader: Reader): boolean {
  if (reader.atName(/^func(?:tion)?$/)) return readDefinition(reader);
  if (!reader.atName(/^printf?$/)) return false;
  const isFormat = reader.next()?.text === "printf";
  const values = readPrinted(reader);
  const [first = NOTHING, ...rest] = values;
  readTarget(reader, isFormat ? format(first, toList(rest)) : joinValues(values, " "));
  return true;
}

function readDefinition(reader: Reader): boolean {
  const name = reader.mark(1);
  const made = readFunction(reader);
  if (made !== undefined) reader.scope.set(name, made);
  return made !== undefined;
}

function readPrinted(reader: Reader): readonly Value[] {
  const values: Value[] = [];
  if (/^(?:>|>>|\||\|&)$/.test(reader.mark())) return values;
  do {
    const value = reader.expression(PRINTED);
    values.push(...(value.kind === "list" ? value.items : [value]));
  } while (reader.accept(","));
  return values;
}

function readTarget(reader: Reader, text: Value): void {
  const mark = reader.mark();
  if (!/^(?:>|>>|\||\|&)$/.test(mark)) return;
  reader.next();
  const target = asText(reader.expression(PRINTED));
  if (target.text.startsWith("/dev/std") || target.text.startsWith("/inet/")) return;
  if (mark.startsWith(">"))
    reader.examination.emit({ kind: "writes", path: target.text, text: asText(text).text });
  else runText(reader, target.text, asText(text).text);
}

function runText({ examination }: Reader, text: string, input?: string): void {
  if (isWaitingShell(text)) examination.openShell();
  examination.emit({ kind: "runs", text, ...(input !== undefined && { input }) });
}

/** `"cmd" | getline x`, `"/inet/tcp/0/host/port" |& getline x`. */
function readPipe(reader: Reader, left: Value): Value | undefined {
  const mark = reader.mark();
  if (!/^\|&?$/.test(mark) || reader.mark(1) !== "getline") return undefined;
  reader.next();
  reader.next();
  const { text } = asText(left);
  const isSocket = text.startsWith("/inet");
  const value = isSocket ? fromNetwork() : NOTHING;
  if (isSocket)
    reader.examination.connect({ host: NOTHING.text, port: NOTHING.text, isServer: false });
  else runText(reader, text);
  const target = reader.peek();
  if (target?.kind === "name") reader.scope.set(reader.next()?.text ?? "", value);
  return value;
}

/** `$1`, and `getline < "file"`. */
function readPrimary(reader: Reader): Value | undefined {
  if (reader.atMark(/^\$$/)) {
    reader.next();
    reader.expression(7);
    return NOTHING;
  }
  return reader.atName(/^getline$/) ? readGetline(reader) : undefined;
}

function readGetline(reader: Reader): Value {
  reader.next();
  if (reader.atName()) reader.next();
  const path = reader.accept("<") ? asText(reader.expression(PRINTED)).text : "-";
  if (path !== "-") reader.examination.emit({ kind: "reads", path });
  return NOTHING;
}

export const awk: Language = {
  dialect,
  syntax: {
    members: [],
    assigns: ["="],
    noise:
      " if else while for do in return delete next exit BEGIN END BEGINFILE ENDFILE getline break continue ",
    lacks: [
      ".",
      "..",
      "//",
      "x",
      "or",
      "and",
      "is",
      "eq",
      "ne",
      "lt",
      "gt",
      "instanceof",
      "xor",
      "??",
      "<<",
      ">>",
      "|",
      "&",
    ],
    names: [],
    hasRecords: false,
    callsByName: true,
    joinsAny: true,
    globals: [],
  },
  calls,
  methods: [],
  /** What `-v x=y` gives. */
  constant: (name, { args }) => {
    if (name === "ENVIRON") return { kind: "environment" };
    const given = args.find((each) => each.startsWith(`${name}=`));
    return given === undefined ? undefined : toText(given.slice(name.length + 1));
  },
  statement: readStatement,
  operator: readPipe,
  primary: readPrimary,
};
