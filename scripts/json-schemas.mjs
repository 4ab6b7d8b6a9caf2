// `npm run schemas`: rules/schema/*.schema.json, by which editors complete and check rule files.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { toEditorSchemas } from "../src/rule/build/schema/editor-schema.ts";
import { root } from "./runtime.mjs";

const directory = path.join(root, "rules", "schema");
mkdirSync(directory, { recursive: true });
for (const [name, text] of toEditorSchemas()) writeFileSync(path.join(directory, name), text);
