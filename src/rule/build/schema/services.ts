import * as z from "zod";
import { absolutePath } from "./absolute-path.ts";
import { byProfile } from "./meta.ts";
import { serviceUrl } from "./service-url.ts";

const confidence = z.enum(["L1", "L2", "L3", "L4", "L5"]);
const risk = z.number().min(0).max(1);
const role = z.enum(["written", "command", "prompt", "argument", "file", "output"]);

/** What is said of an engine that is asked over the network. */
const service = z.strictObject({
  run: byProfile(z.enum(["always", "on_candidate", "after", "off"]))
    .optional()
    .describe(
      "always: every text of the roles; on_candidate: those in which the embedded rules found something; after: only what tools have answered; off.",
    ),
  url: serviceUrl
    .optional()
    .describe("Where it is: https, or http to this machine itself. Its paths are appended."),
  key_file: absolutePath
    .optional()
    .describe("The file with its key, absolute; which the user must not be able to read."),
  ca_file: absolutePath
    .optional()
    .describe("Certificates in PEM: the only authorities that are believed. Default: Node's own."),
  roles: z
    .array(role)
    .min(1)
    .optional()
    .describe("The texts that are sent to it, by where they come from."),
  deadline_ms: byProfile(z.int().min(100).max(600_000))
    .optional()
    .describe(
      "How long it may take for all of an event, within the hook's own deadline; milliseconds.",
    ),
  on_failure: byProfile(z.enum(["deny", "ask", "warn", "embedded-only"]))
    .optional()
    .describe(
      "What it means that it cannot be reached, or does not answer as it should. embedded-only: what the embedded checks say, and a word on the record.",
    ),
  outcome: byProfile(z.enum(["deny", "ask", "warn"]))
    .optional()
    .describe("What its findings come to."),
});

export const lakera = service.extend({
  project_id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,100}$/, "must be an id of letters, digits, - and _")
    .optional()
    .describe("The project whose policy Lakera judges by."),
  block_at: byProfile(confidence)
    .optional()
    .describe("The weakest level that counts: L1 is the surest, L3 medium, L5 unlikely."),
});

export const llmGuard = service.extend({
  threshold: byProfile(risk)
    .optional()
    .describe("The least risk that counts, from 0, none, to 1; of scanners without their own."),
  thresholds: z
    .record(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,47}$/, "must be a scanner's name"), risk)
    .optional()
    .describe("The same by scanner, as LLM Guard calls it: PromptInjection, Secrets."),
  mask: byProfile(z.boolean())
    .optional()
    .describe("Mask in tools' answers what it has blotted out, instead of withholding the answer."),
  answers_to: byProfile(z.enum(["output", "prompt"]))
    .optional()
    .describe("Whose scanners look at what tools answer: those of outputs, or those of prompts."),
});
