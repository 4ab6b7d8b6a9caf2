import { readFileSync } from "node:fs";
import { z } from "zod";
import { makeViews } from "../../src/check/injection/read-views.ts";

const row = z.object({
  text: z.string(),
  label: z.enum(["injection", "benign"]),
  /** Rows that were made from one another: never trained on and measured with in one run. */
  group: z.union([z.string(), z.number()]).optional(),
  goal: z.string().optional(),
  id: z.union([z.string(), z.number()]).optional(),
  family: z.string().default(""),
  subtle: z.boolean().default(false),
  hard_negative: z.boolean().default(false),
});

/** A labelled text, as the classifier sees it. */
export interface LabelledText {
  readonly isInjection: boolean;
  readonly group: string;
  /** What it is, for the table: `indirect`, `indirect, subtle`, `benign`, `benign, hard`. */
  readonly kind: string;
  readonly isSubtle: boolean;
  /** Where it comes from: collections are measured apart, and ordinary texts and variants only trained on. */
  readonly origin: "labelled" | "own" | "variant" | "ordinary";
  readonly isHard: boolean;
  /** The text as a reader takes it in, and what it holds in encoded form. */
  readonly views: readonly string[];
}

/** The rows of a JSONL file. @throws ZodError at a row that is not one. */
export function readRows(file: string, origin: LabelledText["origin"]): LabelledText[] {
  return readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line, number) => toLabelled(row.parse(JSON.parse(line)), `${file}:${number}`, origin));
}

/** @param place where it stands, when it has no group of its own. */
export function toLabelled(
  given: z.output<typeof row>,
  place: string,
  origin: LabelledText["origin"],
): LabelledText {
  const { label, family, subtle, hard_negative: isHard } = given;
  const isInjection = label === "injection";
  const marks = [
    isInjection || origin === "variant" ? family : label,
    subtle ? "subtle" : "",
    isHard ? "hard" : "",
  ];
  return {
    isInjection,
    group: String(given.group ?? given.goal ?? given.id ?? place),
    kind: marks.filter((mark) => mark !== "").join(", "),
    isSubtle: subtle,
    origin,
    isHard,
    views: viewsOf(given.text),
  };
}

/** An ordinary text: nobody's instruction to an agent. */
export function toOrdinary(text: string, group: string): LabelledText {
  return {
    isInjection: false,
    group,
    kind: "benign, of this machine",
    isSubtle: false,
    origin: "ordinary",
    isHard: false,
    views: viewsOf(text),
  };
}

function viewsOf(text: string): readonly string[] {
  const { plain, decoded, layered } = makeViews(text);
  return [plain, ...[decoded, ...layered.split("\n\n")].filter((view) => view !== "")];
}
