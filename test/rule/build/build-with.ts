import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { CompiledBundle } from "../../../src/model/bundle.ts";
import { type BuildOptions, buildRules } from "../../../src/rule/build/build-rules.ts";

/** The time of these builds. */
export const NOW = Date.UTC(2026, 10, 23, 12);

/**
 * Builds rules of files that are there for the build only, by name; a relative path as text is a file of this
 * repository.
 */
export function buildWith(
  files: Readonly<Record<string, string>>,
  options: BuildOptions = {},
): CompiledBundle {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "toolgate-build-"));
  try {
    for (const [name, text] of Object.entries({ VERSION: "1.2.3\n", ...files })) {
      const content = /^rules\/[\w.-]+$/.test(text) ? fs.readFileSync(text, "utf8") : text;
      const file = path.join(directory, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, content);
    }
    return buildRules(directory, { now: NOW, ...options });
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
}

/** The messages of a build that must fail. */
export function mistakesOf(files: Readonly<Record<string, string>>): string[] {
  try {
    buildWith(files);
  } catch (error) {
    if (error instanceof Error) return error.message.split("\n");
  }
  throw new Error("the build did not fail");
}
