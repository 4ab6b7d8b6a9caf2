import { MAX_LOOP_ITEMS, MAX_RECURSION } from "../bounds.ts";
import type { FunctionValue, Value } from "../value.ts";
import { NOTHING } from "../value.ts";
import type { Reader } from "./reader.ts";
import { Scope } from "./scope.ts";

/** Where a body stands: from one token up to another. */
export interface Body {
  readonly from: number;
  readonly to: number;
  /** Its value is that of the one expression. */
  readonly isExpression?: boolean;
}

/** A function of the code's own. It is read when it is called, or else when all else has been. */
export function makeFunction(
  reader: Reader,
  parameters: readonly string[],
  body: Body,
): FunctionValue {
  const { examination, scope } = reader;
  let active = 0;
  const made: FunctionValue = {
    kind: "function",
    parameters,
    invoke: (args) => {
      examination.uncalled.delete(made);
      // Every branch counts, so that one which calls itself would not come to an end.
      if (active >= MAX_RECURSION) return NOTHING;
      active += 1;
      const inner = new Scope(scope);
      for (const [at, name] of parameters.entries()) inner.declare(name, args[at] ?? NOTHING);
      const run = () => runBody(reader.branch(body.from, body.to, inner), body);
      const value = examination.nest(run) ?? NOTHING;
      active -= 1;
      return value;
    },
  };
  examination.uncalled.add(made);
  return made;
}

function runBody(reader: Reader, { isExpression }: Body): Value {
  if (isExpression === true) return reader.expression();
  const last = reader.statements();
  return reader.returned === NOTHING ? last : reader.returned;
}

/** Reads a body once for each item of a list, or once for what is not known. */
export function runLoop(
  reader: Reader,
  names: readonly string[],
  { body, items }: { readonly body: Body; readonly items: readonly Value[] },
): void {
  const [name, ...others] = names;
  for (const item of items.slice(0, MAX_LOOP_ITEMS)) {
    if (others.length > 0 && item.kind === "list")
      for (const [at, each] of names.entries()) reader.scope.set(each, item.items[at] ?? NOTHING);
    else if (name !== undefined) {
      for (const each of others) reader.scope.set(each, item);
      reader.scope.set(name, item);
    }
    reader.examination.nest(() => reader.branch(body.from, body.to).statements());
  }
}

/** The names in a list of parameters, up to a token; what follows a name is skipped. */
export function readParameters(reader: Reader, end: number): readonly string[] {
  const names: string[] = [];
  let isName = true;
  while (reader.at < end) {
    const token = reader.next();
    if (token === undefined) break;
    if (
      token.kind === "name" &&
      isName &&
      !/^(?:self|final|def|String|array|string|int|const|let|var|my)$/.test(token.text)
    ) {
      names.push(token.text);
      isName = false;
    } else if (token.text === ",") isName = true;
  }
  reader.at = Math.max(reader.at, end);
  return names;
}
