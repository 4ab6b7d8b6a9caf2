import { readFileSync } from "node:fs";
import { type LabelledText, toLabelled } from "./read-rows.ts";

/** Variants of each sentence that has a list in it. */
const VARIANTS = 8;

/** A sentence of the file, with its lists still to be filled in. */
interface Template {
  readonly isInjection: boolean;
  readonly family: string;
  readonly text: string;
}

/** The sentences of a file with lists in them, in their variants; the same file gives the same ones. */
export function readVariants(file: string): LabelledText[] {
  const lines = readFileSync(file, "utf8").split("\n");
  const lists = new Map(lines.flatMap(toList));
  return lines.flatMap((line, number) => {
    const template = toTemplate(line);
    if (!template) return [];
    const variants = Array.from({ length: VARIANTS }, (_, nth) => fill(template.text, lists, nth));
    return [...new Set(variants)].map((text) =>
      toLabelled(
        {
          text,
          label: template.isInjection ? "injection" : "benign",
          family: `variant ${template.family}`,
          subtle: false,
          hard_negative: false,
        },
        `${file}:${number}`,
        "variant",
      ),
    );
  });
}

function toList(line: string): readonly (readonly [string, readonly string[]])[] {
  const [, name, values] = /^@(\w+) = (.+)$/.exec(line) ?? [];
  return name === undefined || values === undefined ? [] : [[name, values.split(" / ")]];
}

function toTemplate(line: string): Template | undefined {
  const [, sign, family = "", text = ""] = /^([+-]) (\w+): (.+)$/.exec(line) ?? [];
  if (sign === undefined) return undefined;
  return { isInjection: sign === "+", family, text: text.replaceAll(String.raw`\n`, "\n") };
}

/** Fills lists in, and those in them: which entry is taken follows from the variant and the text so far. */
function fill(
  text: string,
  lists: ReadonlyMap<string, readonly string[]>,
  variant: number,
): string {
  let filled = text;
  for (let step = 1; step < 40; step += 1) {
    const slot = /%(\w+)%/.exec(filled);
    const entries = lists.get(slot?.[1] ?? "");
    if (!slot || !entries) break;
    const entry = entries[hash(`${text}${variant}.${step}`) % entries.length] ?? "";
    filled = filled.slice(0, slot.index) + entry + filled.slice(slot.index + slot[0].length);
  }
  return filled;
}

function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (const char of text) sum = Math.imul(sum ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (sum ^ (sum >>> 15)) >>> 0;
}
