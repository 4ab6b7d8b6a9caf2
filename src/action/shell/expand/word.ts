import type { Word, WordPart } from "unbash";
import type { ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Choices } from "../choices.ts";
import type { Frame } from "../frame.ts";
import type { Piece } from "./brace.ts";
import { expandBraces } from "./brace.ts";
import type { Expansion } from "./expansion.ts";
import { Fields } from "./fields.ts";
import { addPart } from "./part.ts";
import { walkInside } from "./substitution.ts";
import { expandTilde } from "./tilde.ts";

/** The expansion of one variant of one simple command. */
export function openExpansion(
  frame: Frame,
  choices: Choices,
  outputs: Expansion["outputs"],
): Expansion {
  const expansion: Expansion = {
    frame,
    choices,
    outputs,
    expandText: (word) => expandText(word, expansion),
  };
  return expansion;
}

/** The words that one written word of a command becomes: none, one or several. */
export function expandWord(word: Word, expansion: Expansion): readonly ShellWord[] {
  const parts = readParts(word, expansion);
  if (parts === undefined) return [toWord(word.text, expandTilde(word.value, expansion))];
  if (parts === "unread") return [toWord(word.text, UNKNOWN)];
  if (!parts.some((part) => part.type === "BraceExpansion")) {
    return expandPieces(word.text, parts, expansion);
  }
  const words = expandBraces(parts);
  const { ledger } = expansion.frame.engine;
  if (words === undefined || !ledger.spendUnits(words.length * word.text.length)) {
    ledger.addGap(`braces at ${word.pos} give too many words`);
    walkInside(word, expansion);
    return [toWord(word.text, UNKNOWN)];
  }
  return words.flatMap((pieces) => expandPieces(word.text, pieces, expansion));
}

/** The value of a word that the shell does not split: of an assignment, a redirection, a pattern. */
export function expandText(word: Word, expansion: Expansion): string {
  const parts = readParts(word, expansion);
  if (parts === "unread") return UNKNOWN;
  return parts === undefined ? expandTilde(word.value, expansion) : expandQuoted(parts, expansion);
}

/** As `expandText`, as a word with its certainty. */
export function expandUnsplit(word: Word, expansion: Expansion): ShellWord {
  const known = toWord(word.text, expandText(word, expansion));
  if (known.certainty === "dynamic") return known;
  const glob = word.parts?.some((part) => part.type === "Glob" || part.type === "ExtendedGlob");
  return glob === true ? { ...known, certainty: "glob" } : known;
}

/** A word without patterns. A source may hold the placeholder itself: that counts as unknown. */
function toWord(text: string, value: string): ShellWord {
  return { text, value, certainty: value.includes(UNKNOWN) ? "dynamic" : "known" };
}

/** The text of parts among which quotes have no say, as in a heredoc. */
export function expandQuoted(parts: readonly WordPart[], expansion: Expansion): string {
  const fields = new Fields("");
  for (const part of parts) addPart(part, { fields, expansion, quoted: true });
  return fields.toWords()[0]?.value ?? "";
}

/** The parts of a word; `unread` when the walk has no budget left for them. */
function readParts(word: Word, expansion: Expansion): readonly WordPart[] | "unread" | undefined {
  if (!expansion.frame.engine.ledger.spendUnits(word.text.length)) return "unread";
  const [first, ...others] = word.parts ?? [];
  if (first?.type !== "Literal" || first.text.charAt(0) !== "~") return word.parts;
  return [{ ...first, value: expandTilde(first.value, expansion) }, ...others];
}

function expandPieces(
  text: string,
  pieces: readonly Piece[],
  expansion: Expansion,
): readonly ShellWord[] {
  const fields = new Fields(text);
  for (const piece of pieces) {
    if (piece.type !== "Raw") addPart(piece, { fields, expansion, quoted: false });
    else addRaw(piece.text, fields);
  }
  return fields.toWords();
}

function addRaw(text: string, fields: Fields): void {
  const value = text.replaceAll(/\\([\s\S])/g, (_, character: string) =>
    character === "\n" ? "" : character,
  );
  if (/(?:^|[^\\])[*?[]/.test(text)) fields.addGlob(value);
  else if (value !== "") fields.addText(value);
}
