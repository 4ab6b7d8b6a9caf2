import fs from "node:fs";
import path from "node:path";
import { isFileBytes, readRegularFile } from "../../../platform/read-file.ts";
import { DROP_IN_DIRECTORY, isRuleSource, MODEL_FILE } from "../../stale-sources.ts";
import { collect } from "./collect-errors.ts";
import { RuleError } from "./rule-error.ts";

const MAX_SOURCE_BYTES = 4 * 1024 * 1024;

/** The text of one rule source. */
export interface RuleText {
  /** Name within the rules directory, as errors show it. */
  readonly file: string;
  readonly text: string;
  readonly kind: "rules" | "secrets" | "injection";
}

/**
 * Every rule source of a directory: the main files, then the drop-ins, each in lexical order.
 *
 * @throws RuleErrors at each entry that looks like a rule file and would never be read, and at an empty one.
 */
export function readRuleFiles(directory: string): RuleText[] {
  const names = fs.readdirSync(directory).sort();
  const dropIns = names.includes(DROP_IN_DIRECTORY) ? listDropIns(directory) : [];
  const files = [
    ...names.filter(isRuleSource),
    ...dropIns.filter(isRuleSource).map((name) => `${DROP_IN_DIRECTORY}/${name}`),
  ];
  return collect<RuleText | undefined>([
    ...names.map((name) => () => refuseUnread(directory, name)),
    ...dropIns.map((name) => () => refuseUnread(directory, `${DROP_IN_DIRECTORY}/${name}`)),
    ...files.map((file) => () => readRuleFile(directory, file)),
  ]).filter((text) => text !== undefined);
}

function listDropIns(directory: string): string[] {
  const dropIns = path.join(directory, DROP_IN_DIRECTORY);
  if (fs.statSync(dropIns).isDirectory()) return fs.readdirSync(dropIns).sort();
  throw errorAt(DROP_IN_DIRECTORY, "is not a directory: drop-ins stand in one");
}

/** @throws RuleError at what somebody could take for a rule file in force. */
function refuseUnread(directory: string, file: string): undefined {
  const name = path.basename(file);
  if (name.startsWith(".") || isRuleSource(name) || file === DROP_IN_DIRECTORY) return undefined;
  if (file.toLowerCase() === DROP_IN_DIRECTORY) {
    throw errorAt(file, `not read: the directory of drop-ins is called ${DROP_IN_DIRECTORY}`);
  }
  if (/\.(ya?ml|toml|jsonc?)$/i.test(name)) {
    throw errorAt(file, "not read: the names of rule files end in .yaml or .toml, in lower case");
  }
  const isNested = name !== file && isDirectory(path.join(directory, file));
  if (isNested) throw errorAt(file, `not read: rule files stand in ${DROP_IN_DIRECTORY} itself`);
  return undefined;
}

function isDirectory(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

function readRuleFile(directory: string, file: string): RuleText {
  const text = readSourceText(directory, file);
  if (text.trim() === "") throw errorAt(file, "is empty: take it away, or write its rules");
  return { file, text, kind: kindOf(file) };
}

function errorAt(file: string, problem: string): RuleError {
  return new RuleError({ file, line: 1, column: 1 }, problem);
}

/**
 * The version of the rules, from the file VERSION.
 *
 * @throws RuleError when it is not `major.minor.patch`.
 */
export function readVersion(directory: string): string {
  const version = readSourceText(directory, "VERSION").trim();
  if (/^\d+\.\d+\.\d+(-[a-z0-9.]+)?$/.test(version)) return version;
  throw errorAt("VERSION", "must be like 1.2.3");
}

/** What the directory holds in its file of weights; absent when there is none. */
export function readModelText(directory: string): string | undefined {
  if (!fs.existsSync(path.join(directory, MODEL_FILE))) return undefined;
  return readSourceText(directory, MODEL_FILE);
}

/**
 * @param file Absolute, or within the directory.
 * @throws RuleError when it is no regular file, too large, or cannot be read.
 */
export function readSourceText(directory: string, file: string): string {
  const fail = (problem: string): RuleError => errorAt(file, `cannot be read: ${problem}`);
  const read = readRegularFile(path.resolve(directory, file), MAX_SOURCE_BYTES);
  if (!isFileBytes(read)) throw fail(read.code === "" ? "it is not a regular file" : read.code);
  if (!read.complete) throw fail(`it is larger than ${MAX_SOURCE_BYTES} bytes`);
  return Buffer.from(read.bytes).toString("utf8");
}

function kindOf(file: string): RuleText["kind"] {
  if (file.endsWith(".toml")) return "secrets";
  return /(^|[/-])injection[^/]*\.yaml$/.test(file) ? "injection" : "rules";
}
