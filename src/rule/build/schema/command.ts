import * as z from "zod";
import { meta } from "./meta.ts";

const origin = z.enum(["download", "decoder", "environment", "local", "generator"]);

export const pattern = z.preprocess(
  (given) => (typeof given === "string" ? { run: given } : given),
  z.strictObject({
    run: z.string().min(1),
    without: z.string().min(1).optional(),
    operands: z.literal("none").optional(),
    feed: z.enum(["inherited", "pipe", "text"]).optional(),
    redirect: z.string().min(1).optional(),
    redirect_except: z.string().min(1).optional(),
    assigns: z.string().min(1).optional(),
    alongside: z.string().min(1).optional(),
    unknown: z.enum(["program", "operand"]).optional(),
    code_from: origin.optional(),
    data_from: origin.optional(),
    recursive: z.literal(true).optional(),
  }),
);

export const command = z.strictObject({ ...meta("command"), patterns: z.array(pattern).min(1) });

/** How a program reads its own words. */
export const facts = z.strictObject({
  aliases: z.record(z.string().regex(/^-/), z.string().regex(/^-/)).default({}),
  valued: z.array(z.string().regex(/^-/, "must start with -")).default([]),
  style: z.enum(["clusters", "words"]).default("clusters"),
});

export type PatternSource = z.output<typeof pattern>;
export type CommandSource = z.output<typeof command>;
