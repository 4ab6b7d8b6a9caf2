import * as z from "zod";
import { injectionDocument } from "./injection.ts";
import { ruleDocument } from "./document.ts";
import { repositoryDocument } from "./repository.ts";
import { secretFile } from "./secret.ts";
import { argument } from "./tool.ts";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The kinds of rule files, by the name of the schema that an editor checks them with. */
const FILES = {
  "rules.schema.json": ["Toolgate rules", ruleDocument],
  "injection.schema.json": ["Toolgate rules against injection", injectionDocument],
  "secrets.schema.json": ["Toolgate rules for secrets", secretFile],
  "repository.schema.json": ["Toolgate rules of a repository", repositoryDocument],
} as const;

/** The JSON Schemas (2020-12) of all rule files by file name, as text. */
export function toEditorSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(FILES).map(([name, [title, schema]]) => [name, toText(title, schema)]),
  );
}

function toText(title: string, schema: z.ZodType): string {
  // What an author writes, before defaults are filled in.
  const json = z.toJSONSchema(schema, { io: "input", override });
  return `${JSON.stringify({ title, ...json }, null, 2)}\n`;
}

/** What zod's own translation does not say. It may come by the same place more than once. */
function override({
  zodSchema,
  jsonSchema,
}: {
  readonly zodSchema: z.core.$ZodTypes;
  readonly jsonSchema: JsonSchema;
}): void {
  if (zodSchema instanceof z.ZodObject) dropForbidden(zodSchema, jsonSchema);
  if (zodSchema instanceof z.ZodRecord) listKeys(zodSchema, jsonSchema);
  if (zodSchema instanceof z.ZodPipe && zodSchema.in instanceof z.ZodTransform)
    offerShorthand(zodSchema.out, jsonSchema);
}

/** A key that is there only for its message, so that an editor does not offer it. */
function dropForbidden({ shape }: z.ZodObject, { properties }: JsonSchema): void {
  for (const [key, value] of Object.entries(shape)) {
    if (value instanceof z.ZodOptional && value.unwrap() instanceof z.ZodNever)
      delete properties?.[key];
  }
}

/** A record over a few names, so that an editor offers them. */
function listKeys({ keyType }: z.ZodRecord, json: JsonSchema): void {
  if (!(keyType instanceof z.ZodEnum) || json.additionalProperties === false) return;
  const { additionalProperties: value } = json;
  const properties = Object.fromEntries(keyType.options.map((key) => [String(key), value]));
  Object.assign(json, { properties, additionalProperties: false });
  delete json.propertyNames;
}

/** An argument's glob, globs, number or boolean. */
const ARGUMENT_SHORTHANDS: readonly JsonSchema[] = [
  { type: "string" },
  { type: "array", items: { type: "string" }, minItems: 1 },
  { type: ["number", "boolean"] },
];

/**
 * A value that is completed before it is validated: one for every profile instead of a map, or the first
 * key's instead of an object.
 */
function offerShorthand(out: z.core.$ZodType, json: JsonSchema): void {
  if (json.anyOf !== undefined || !(out instanceof z.ZodObject || out instanceof z.ZodRecord))
    return;
  const { description, ...full } = json;
  const [first = {}] = Object.values(full.properties ?? {});
  const shorthands = out === argument.out ? ARGUMENT_SHORTHANDS : [first];
  for (const key of Object.keys(full)) delete json[key];
  Object.assign(json, { anyOf: [...shorthands, full] });
  if (description !== undefined) json.description = description;
}
