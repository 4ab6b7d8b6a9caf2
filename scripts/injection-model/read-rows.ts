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
  /** A sentence of `own-texts.txt`. */
  readonly isOwn: boolean;
  /** Not of a labelled collection: it is trained on and not measured with. */
  readonly isOurs: boolean;
  readonly isHard: boolean;
  /** The text as a reader takes it in, and what it holds in encoded form. */
  readonly views: readonly string[];
}

/** The rows of a JSONL file. @throws ZodError at a row that is not one. */
export function readRows(file: string): LabelledText[] {
  return readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line, number) => toLabelled(row.parse(JSON.parse(line)), `${file}:${number}`));
}

/** @param place where it stands, when it has no group of its own. */
export function toLabelled(given: z.output<typeof row>, place: string): LabelledText {
  const { label, family, subtle, hard_negative: isHard } = given;
  const isInjection = label === "injection";
  const marks = [
    isInjection || family.startsWith("own ") ? family : label,
    subtle ? "subtle" : "",
    isHard ? "hard" : "",
  ];
  return {
    isInjection,
    group: String(given.group ?? given.goal ?? given.id ?? place),
    kind: marks.filter((mark) => mark !== "").join(", "),
    isSubtle: subtle,
    isOwn: family.startsWith("own "),
    isOurs: family.startsWith("own "),
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
    isOwn: false,
    isOurs: true,
    isHard: false,
    views: viewsOf(text),
  };
}

function viewsOf(text: string): readonly string[] {
  const { plain, decoded, layered } = makeViews(text);
  return [plain, ...[decoded, ...layered.split("\n\n")].filter((view) => view !== "")];
}
