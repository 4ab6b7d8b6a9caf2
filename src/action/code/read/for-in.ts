import { itemsOf } from "../value.ts";
import { endOfBlock } from "./block.ts";
import { runLoop } from "./functions.ts";
import type { Reader } from "./reader.ts";

/** `for a, b in list do … end`, as Ruby, Lua and Julia have it. False where it is another loop. */
export function readForIn(reader: Reader): boolean {
  if (!reader.atName(/^for$/)) return false;
  const word = reader.find(reader.at, ({ kind, text }) => kind === "line" || text === "in");
  if (reader.tokens.list[word]?.text !== "in" || word >= reader.end) return false;
  const end = endOfBlock(reader);
  const names = reader.tokens.list
    .slice(reader.at + 1, word)
    .filter(({ kind }) => kind === "name")
    .map(({ text }) => text);
  reader.goTo(word + 1);
  // In Ruby a `do` behind a call would begin a block of it.
  const header = reader.find(reader.at, ({ kind, text }) => kind === "line" || text === "do");
  const list = reader.branch(reader.at, header);
  const source = list.expression();
  reader.goTo(list.at);
  reader.accept("do");
  if (reader.at < end)
    runLoop(reader, names, { body: { from: reader.at, to: end }, items: itemsOf(source) });
  reader.goTo(end + 1);
  return true;
}
