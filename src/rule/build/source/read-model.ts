import * as z from "zod";
import { readWordClasses } from "../../../check/injection/classifier/word-classes.ts";
import type { InjectionModel } from "../../../model/injection-model.ts";
import { MODEL_FILE } from "../../stale-sources.ts";
import { RuleError } from "./rule-error.ts";

/** The weights of a model, which are as many bytes as it says. */
const model = z
  .strictObject({
    version: z.string().min(1),
    bits: z.int().min(8).max(20),
    window: z.int().min(8).max(1000),
    padding: z.number().min(0).max(1e9),
    bias: z.number(),
    scale: z.number().positive(),
    weights: z.base64(),
    rarities: z.base64(),
    classes: z.base64().refine(isTable, "is no table of word classes"),
  })
  .refine(({ bits, weights }) => Buffer.byteLength(weights, "base64") === 2 ** bits, {
    message: "has not the number of weights that bits says",
    path: ["weights"],
  })
  .refine(({ weights, rarities }) => rarities.length === weights.length, {
    message: "has not one for each weight",
    path: ["rarities"],
  });

function isTable(base64: string): boolean {
  try {
    readWordClasses(base64);
    return true;
  } catch {
    return false;
  }
}

/**
 * The classifier's weights as `npm run train` writes them.
 *
 * @throws RuleError naming what is wrong with the file.
 */
export function readModel(text: string): InjectionModel {
  const fail = (problem: string) =>
    new RuleError({ file: MODEL_FILE, line: 1, column: 1 }, problem);
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw fail("is not JSON: npm run train writes it");
  }
  const result = model.safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw fail(`${issue?.path.join(".") ?? ""}: ${issue?.message ?? "is no model"}`);
}
