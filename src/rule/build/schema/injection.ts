import * as z from "zod";
import { meta } from "./meta.ts";

const ROLES = ["prompt", "argument", "written", "file", "output"] as const;

const rule = z
  .strictObject({
    ...meta("injection"),
    detector: z
      .enum(["pattern", "hidden-text", "classifier"])
      .default("pattern")
      .describe(
        "pattern runs the patterns; hidden-text looks for characters that a person does not see; classifier scores how much a stretch reads like an instruction to an agent (docs/INJECTION-MODEL.md).",
      ),
    threshold: z
      .number()
      .gt(0)
      .lt(1)
      .optional()
      .describe("Of the classifier: the score from which the rule holds, between 0 and 1."),
    doubted_below: z
      .number()
      .gt(0)
      .lt(1)
      .optional()
      .describe(
        "Of patterns: in a text that the classifier gives less than this, what they find is only warned of, and what stands among words on attacks is not told at all.",
      ),
    roles: z
      .array(z.enum(ROLES))
      .min(1)
      .default([...ROLES])
      .describe("The texts that the rule looks at. Default: all."),
    keywords: z
      .array(z.string().min(1))
      .default([])
      .describe("Lower-case literals of which one must be in the text before a pattern is tried."),
    beside: z
      .array(z.string().min(1))
      .default([])
      .describe(
        "Literals of which one must stand near a keyword: for long patterns and keywords that many texts have.",
      ),
    words: z
      .record(z.string().regex(/^[a-z]+$/), z.record(z.string(), z.string().min(1)))
      .default({})
      .describe(
        "Lists of words by name, in each by language, alternatives with a bar between, spelled as usual: {name} in a pattern is one of the list, in any language; as a keyword it is all of them.",
      ),
    patterns: z
      .array(z.string().min(1))
      .default([])
      .describe("RE2, over the text as a reader takes it in; see the head of injection.yaml."),
  })
  .refine(({ detector, patterns }) => (detector === "pattern") === patterns.length > 0, {
    message: "a rule has patterns, or a detector of its own",
    path: ["patterns"],
  })
  .refine(({ detector, threshold }) => (detector === "classifier") === (threshold !== undefined), {
    message: "a rule of the classifier has a threshold, and no other has",
    path: ["threshold"],
  })
  .refine((rule) => rule.detector === "pattern" || rule.doubted_below === undefined, {
    message: "only what patterns find can be doubted",
    path: ["doubted_below"],
  });

export const injectionDocument = z.strictObject({
  injection: z
    .array(rule)
    .default([])
    .describe("Rules over texts that the agent reads or is given."),
});

export type InjectionSource = z.output<typeof rule>;

/** Every key of an injection rule file, for "did you mean". */
export const INJECTION_KEYS: readonly string[] = ["injection", "examples", "deny", "allow"].concat(
  Object.keys(rule.shape),
);
