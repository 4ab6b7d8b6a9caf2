import * as z from "zod";
import { meta } from "./meta.ts";

const ROLES = ["prompt", "argument", "written", "command", "file", "output"] as const;

export const pii = z.strictObject({
  ...meta("pii"),
  patterns: z.array(z.string().min(1)).min(1),
  validator: z.enum(["luhn", "iban", "ssn"]).optional(),
  context: z.array(z.string().min(1).toLowerCase()).default([]),
  roles: z
    .array(z.enum(ROLES))
    .min(1)
    .default([...ROLES]),
  except: z.array(z.string().min(1)).default([]),
});

export type PiiSource = z.output<typeof pii>;
