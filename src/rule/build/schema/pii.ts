import * as z from "zod";
import type { PiiValidator } from "../../../model/pii-rule.ts";
import { meta } from "./meta.ts";

const ROLES = ["prompt", "argument", "written", "command", "file", "output"] as const;

const VALIDATORS = [
  "luhn",
  "iban",
  "ssn",
  "aadhaar",
  "bsn",
  "cpf",
  "dni",
  "nir",
  "steuer-id",
] as const satisfies readonly PiiValidator[];

export const pii = z.strictObject({
  ...meta("pii"),
  patterns: z
    .array(z.string().min(1))
    .min(1)
    .describe(
      "RE2. The first group that takes part is the value; without groups the whole match is. A value " +
        "counts only where it stands alone, not inside a longer word, number, path or id.",
    ),
  validator: z
    .enum(VALIDATORS)
    .optional()
    .describe("What the value must satisfy besides its pattern: check digits, issued ranges."),
  context: z
    .array(z.string().min(1).toLowerCase())
    .default([])
    .describe("Words of which one must stand near the value or in the text's first line."),
  context_within: z
    .int()
    .min(1)
    .max(1_000)
    .default(60)
    .describe("How near a context word must be, in characters before or behind the value."),
  roles: z
    .array(z.enum(ROLES))
    .min(1)
    .default([...ROLES])
    .describe("The texts that the rule looks at. Default: all."),
  except: z
    .array(z.string().regex(/^[^[\]\\]+$/, "takes * and ? only"))
    .default([])
    .describe(
      "Values that are nobody's, such as test cards, with * and ?. Compared in lower case and, except in " +
        "an e-mail address, without blanks, dots, slashes, hyphens and parentheses.",
    ),
});

export type PiiSource = z.output<typeof pii>;
