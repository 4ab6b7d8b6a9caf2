import { combine, concat } from "../fold/operators.ts";
import type { Value } from "../value.ts";
import type { Reader } from "./reader.ts";

const CHANGES: Readonly<Record<string, string>> = {
  "+=": "+",
  "-=": "-",
  ".=": ".",
  "..=": ".",
  "||=": "or",
  "??=": "or",
  "*=": "*",
};

/** Whether what assigns stands here. */
export function isAssignment(reader: Reader): boolean {
  const { assigns } = reader.examination.language.syntax;
  const mark = reader.peek()?.kind === "mark" ? reader.mark() : "";
  return assigns.includes(mark) || Object.hasOwn(CHANGES, mark);
}

/** Gives the name what stands behind the mark here. */
export function assign(reader: Reader, name: string): Value {
  const mark = reader.next()?.text ?? "";
  const given = reader.expression();
  const before = reader.scope.get(name);
  const operator = CHANGES[mark];
  const value =
    operator === undefined || before === undefined ? given : change(operator, before, given);
  reader.scope.set(name, value);
  return value;
}

function change(operator: string, before: Value, given: Value): Value {
  return operator === "." ? concat(before, given) : combine(operator, [before, given]);
}
