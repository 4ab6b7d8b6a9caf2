import { concat } from "../fold/operators.ts";
import type { Language } from "../language.ts";
import { run } from "../meaning/processes.ts";
import type { Reader } from "../read/reader.ts";
import type { Value } from "../value.ts";

/** `do shell script "…" & x`, and `set x to …`. */
function readStatement(reader: Reader): boolean {
  if (reader.mark() === "do" && reader.mark(1) === "shell" && reader.mark(2) === "script") {
    reader.at += 3;
    const { scope, examination } = reader;
    run(
      { name: "do shell script", args: [], named: new Map(), scope, examination },
      reader.expression(),
    );
    return true;
  }
  if (reader.mark() !== "set" || reader.mark(2) !== "to") return false;
  reader.next();
  const name = reader.next()?.text ?? "";
  reader.next();
  if (readStatement(reader)) return true;
  reader.scope.set(name, reader.expression());
  return true;
}

function readJoin(reader: Reader, left: Value): Value | undefined {
  if (reader.mark() !== "&") return undefined;
  reader.next();
  return concat(left, reader.expression(5));
}

export const applescript: Language = {
  dialect: {
    comments: ["--", "#"],
    blocks: [["(*", "*)"]],
    quotes: { '"': { escapes: "all" } },
    hasLines: true,
  },
  syntax: {
    members: [],
    assigns: [],
    noise: " tell end to of the if then else return on error try with without ",
    names: [],
    hasRecords: true,
    globals: [],
  },
  calls: [],
  methods: [],
  statement: readStatement,
  operator: readJoin,
};
