import { toKnownWord } from "../expand/fields.ts";
import type { DialectName } from "../../sql/dialect.ts";
import type { Call, Inner, Wrapper } from "../call.ts";
import { readLetter, readOption } from "./options.ts";
import { toSql } from "./sql-text.ts";

/** How a client is told what SQL to run. */
interface Client {
  readonly dialect: DialectName;
  /** Options whose value is SQL: letters may stand at the end of a cluster. */
  readonly text: readonly string[];
  /** Options whose value is a file of SQL. */
  readonly file?: readonly string[];
  /** Whether it may read SQL from its standard input. */
  readonly stdin?: boolean;
}

/** A client that is told SQL by options. */
export function toClient(names: readonly string[], client: Client): Wrapper {
  return { names, unwrap: (call) => readClient(call, client) };
}

function readClient(
  { words }: Call,
  { dialect, text, file = [], stdin }: Client,
): readonly Inner[] {
  const args = words.slice(1);
  const read = (names: readonly string[]): readonly string[] =>
    names.flatMap((name) =>
      /^-\w$/.test(name) ? readLetter(args, name.charAt(1)) : readOption(args, [name]),
    );
  const files = read(file).filter((each) => each !== "-");
  return [
    ...read(text).map((each) => toSql({ text: each }, dialect)),
    ...files.map((each) => toSql({ file: toKnownWord(each) }, dialect)),
    // Of `-psecret` nobody says whether its `e` is an option: what is fed is read beside it.
    ...(stdin === false ? [] : [toSql({}, dialect)]),
  ];
}
