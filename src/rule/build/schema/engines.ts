import * as z from "zod";
import { absolutePath } from "./absolute-path.ts";
import { byProfile } from "./meta.ts";
import { lakera, llmGuard } from "./services.ts";

const VERSIONS = /^(?:\d+\.\d+\.\d+|>=\d+\.\d+\.\d+ <\d+\.\d+\.\d+)$/;

/** What is said of an engine that is a program of this machine. */
function scanner(config: z.ZodType<string>) {
  return z.strictObject({
    run: byProfile(z.enum(["always", "on_candidate", "after", "off"]))
      .optional()
      .describe(
        "always: every text; on_candidate: texts in which the embedded rules found something; after: only what tools have answered; off.",
      ),
    path: absolutePath.optional().describe("The executable, absolute; whose only root may write."),
    version: z
      .string()
      .regex(VERSIONS, "must be a version, 8.30.1, or a range, >=8.30.0 <9.0.0")
      .optional()
      .describe("The versions that are accepted: one, or a range like >=8.30.0 <9.0.0."),
    config: config.optional(),
    deadline_ms: byProfile(z.int().min(100).max(600_000))
      .optional()
      .describe("How long it may take, within the hook's own deadline; milliseconds."),
    on_failure: byProfile(z.enum(["deny", "ask", "warn", "ignore"]))
      .optional()
      .describe("What it means that the engine is missing, too slow or broken."),
    outcome: byProfile(z.enum(["deny", "ask", "warn"]))
      .optional()
      .describe("What its findings come to that are not verified."),
  });
}

const gitleaks = scanner(
  z
    .union([z.enum(["toolgate", "builtin"]), absolutePath])
    .describe("Its rules: toolgate's own secrets.toml, gitleaks' builtin ones, or a file's path."),
);

const trufflehog = scanner(
  z
    .union([z.literal("builtin"), absolutePath])
    .describe("Custom detectors beside its builtin ones: a file's path."),
).extend({
  only_verified: byProfile(z.boolean())
    .optional()
    .describe(
      "Try each secret at its provider and tell only those that work. This sends secrets out.",
    ),
});

export const engines = z.strictObject({
  gitleaks: gitleaks.optional().describe("The real gitleaks, version 8."),
  trufflehog: trufflehog.optional().describe("The real TruffleHog, version 3."),
  lakera: lakera.optional().describe("Lakera Guard, version 2. It gets the texts."),
  "llm-guard": llmGuard.optional().describe("The API of LLM Guard. It gets the texts."),
});

export type EnginesSource = z.output<typeof engines>;
