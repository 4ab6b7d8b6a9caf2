import * as z from "zod";
import { meta } from "./meta.ts";

const origin = z.enum(["download", "decoder", "environment", "local", "generator", "fetched"]);

export const pattern = z.preprocess(
  (given) => (typeof given === "string" ? { run: given } : given),
  z.strictObject({
    run: z
      .string()
      .min(1)
      .describe("The pattern, written as a command line: program, flags, operands."),
    run_except: z
      .string()
      .min(1)
      .optional()
      .describe("A glob for programs that the pattern is not about, where run is a wider one."),
    spelled: z
      .string()
      .min(1)
      .optional()
      .describe("A glob for the program as it is written, with its directory."),
    without: z.string().min(1).optional().describe("Flags of which none may be there."),
    only: z.string().optional().describe("The only flags that may be there, in full."),
    operands: z.literal("none").optional().describe("No operands besides those in run."),
    feed: z
      .enum(["inherited", "pipe", "text", "none"])
      .optional()
      .describe(
        "What feeds the standard input: text is a heredoc or here-string, none is nothing that the line names.",
      ),
    inside: z
      .string()
      .min(1)
      .optional()
      .describe("A glob for a program, or NAME= of a variable, that the command runs inside of."),
    inside_except: z
      .string()
      .min(1)
      .optional()
      .describe("A glob for programs that do not count as one that it runs inside of."),
    not_inside: z
      .string()
      .min(1)
      .optional()
      .describe("A glob for programs that the command must not run inside of."),
    redirect: z.string().min(1).optional().describe("A glob for the target of a redirection."),
    redirect_except: z
      .string()
      .min(1)
      .optional()
      .describe("A glob for targets of which no redirection counts."),
    redirect_access: z
      .enum(["read", "write"])
      .optional()
      .describe("Only redirections that read, or that write, their target."),
    assigns: z
      .string()
      .min(1)
      .optional()
      .describe("A glob for an assignment before the command: NAME=*."),
    alongside: z
      .string()
      .min(1)
      .optional()
      .describe("A program that also runs in the same command line."),
    unknown: z
      .enum(["program", "operand", "flag"])
      .optional()
      .describe("What of the command only running it can tell."),
    code_from: origin.optional().describe("Where the text that runs as the command comes from."),
    data_from: origin
      .optional()
      .describe("Where its input, an operand or a file that it names comes from."),
    recursive: z.literal(true).optional().describe("It runs inside the function of its own name."),
  }),
);

export const command = z.strictObject({
  ...meta("command"),
  patterns: z
    .array(pattern)
    .min(1)
    .describe("Of which one must match. A string, or a map that asks for more."),
});

/** How a program reads its own words. */
export const facts = z.strictObject({
  aliases: z
    .record(z.string().regex(/^-/), z.string().regex(/^-/))
    .default({})
    .describe("Flags that mean the same, as in -r: --recursive."),
  valued: z
    .array(z.string().regex(/^-/, "must start with -"))
    .default([])
    .describe("Flags that take a value, joined or in the next word."),
  style: z
    .enum(["clusters", "words"])
    .default("clusters")
    .describe("words: -delete is one flag, not six letters."),
});

export type PatternSource = z.output<typeof pattern>;
export type CommandSource = z.output<typeof command>;
