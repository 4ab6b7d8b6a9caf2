import * as z from "zod";
import type { PiiValidator } from "../../../model/pii-rule.ts";
import { byProfile, meta } from "./meta.ts";

const ROLES = ["prompt", "argument", "written", "command", "file", "output"] as const;

const VALIDATORS = [
  "luhn",
  "iban",
  "phone",
  "birth-date",
  "ssn",
  "itin",
  "aadhaar",
  "ahv",
  "bsn",
  "cn-id",
  "codice-fiscale",
  "cpf",
  "cpr",
  "curp",
  "dni",
  "fodselsnummer",
  "hetu",
  "nhs",
  "nif",
  "nir",
  "nric",
  "pesel",
  "personnummer",
  "ppsn",
  "rijksregister",
  "steuer-id",
  "svnr",
  "tckn",
  "tfn",
  "za-id",
] as const satisfies readonly PiiValidator[];

const SENT = ["record", "warn", "mask", "ask", "deny"] as const;

/** What comes of personal data by where it stands; the same in a rule and, for several, in the policy. */
export const piiActions = z.strictObject({
  written: byProfile(z.enum(SENT)).optional().describe("In what is written to a file."),
  command: byProfile(z.enum(SENT)).optional().describe("In a command line."),
  argument: byProfile(z.enum(SENT)).optional().describe("In an argument of a tool."),
  prompt: byProfile(z.enum(SENT)).optional().describe("In a prompt, the user's or a subagent's."),
  file: byProfile(z.enum(SENT))
    .optional()
    .describe("In a file that is about to be read. mask: when it has been read."),
  output: byProfile(z.enum(SENT)).optional().describe("In what a tool answered."),
});

export type PiiActionsSource = z.output<typeof piiActions>;

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
  keywords: z
    .array(z.string().min(3).toLowerCase())
    .min(1)
    .optional()
    .describe(
      "A value is looked for near one of these only. With them a pattern need not ask for three digits or an @.",
    ),
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
  actions: piiActions
    .optional()
    .describe(
      "What comes of a value by where it stands: record, warn, mask, ask or deny. Where nothing is said, the outcome.",
    ),
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
