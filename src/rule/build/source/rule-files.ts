import fs from "node:fs";
import path from "node:path";
import { isFileBytes, readRegularFile } from "../../../platform/read-file.ts";
import { DROP_IN_DIRECTORY, isRuleSource } from "../../stale-sources.ts";
import { RuleError } from "./rule-error.ts";

const MAX_SOURCE_BYTES = 4 * 1024 * 1024;

/** The text of one rule source. */
export interface RuleText {
  /** Name within the rules directory, as errors show it. */
  readonly file: string;
  readonly text: string;
  readonly kind: "rules" | "secrets" | "injection";
}

/** Every rule source of a directory: the main files, then the drop-ins, each in lexical order. */
export function readRuleFiles(directory: string): RuleText[] {
  const dropIns = path.join(directory, DROP_IN_DIRECTORY);
  const dropInNames = fs.existsSync(dropIns) ? fs.readdirSync(dropIns) : [];
  return [
    ...fs.readdirSync(directory).filter(isRuleSource).sort(),
    ...dropInNames
      .filter(isRuleSource)
      .sort()
      .map((name) => `${DROP_IN_DIRECTORY}/${name}`),
  ].map((file) => ({ file, text: readSource(directory, file), kind: kindOf(file) }));
}

/**
 * The version of the rules, from the file VERSION.
 *
 * @throws RuleError when it is not `major.minor.patch`.
 */
export function readVersion(directory: string): string {
  const version = readSource(directory, "VERSION").trim();
  if (/^\d+\.\d+\.\d+(-[a-z0-9.]+)?$/.test(version)) return version;
  throw new RuleError({ file: "VERSION", line: 1, column: 1 }, "must be like 1.2.3");
}

function readSource(directory: string, file: string): string {
  const fail = (problem: string): RuleError =>
    new RuleError({ file, line: 1, column: 1 }, `cannot be read: ${problem}`);
  const read = readRegularFile(path.join(directory, file), MAX_SOURCE_BYTES);
  if (!isFileBytes(read)) throw fail(read.code === "" ? "it is not a regular file" : read.code);
  if (!read.complete) throw fail(`it is larger than ${MAX_SOURCE_BYTES} bytes`);
  return Buffer.from(read.bytes).toString("utf8");
}

function kindOf(file: string): RuleText["kind"] {
  if (file.endsWith(".toml")) return "secrets";
  return /(^|[/-])injection[^/]*\.yaml$/.test(file) ? "injection" : "rules";
}
