import { statSync } from "node:fs";
import path from "node:path";
import type * as z from "zod";
import type { InjectionModel } from "../../../model/injection-model.ts";
import { MODEL_FILE } from "../../stale-sources.ts";
import { INJECTION_KEYS, injectionDocument } from "../schema/injection.ts";
import { RULE_KEYS, ruleDocument, type RuleDocument } from "../schema/document.ts";
import { collect } from "./collect-errors.ts";
import type { PlacedSource } from "./placed-source.ts";
import { readModel } from "./read-model.ts";
import { extendedFile, findDefaultFile, followExtend, readSecretFile } from "./read-secret-file.ts";
import { readModelText, readRuleFiles, readVersion, type RuleText } from "./rule-files.ts";
import type { SecretSource } from "./secret-source.ts";
import { validate } from "./validate.ts";
import { readYaml } from "./yaml-source.ts";

/** A validated file with its places. */
export interface SourceFile<T> {
  readonly source: PlacedSource;
  readonly document: T;
}

export type InjectionDocument = z.output<typeof injectionDocument>;

/** Every rule source of a directory, parsed and validated, but not compiled. */
export interface RuleSources {
  readonly version: string;
  /** Bytes of every file by its name. */
  readonly sizes: Readonly<Record<string, number>>;
  /** The main files, then the drop-ins, each in lexical order; so are the others. */
  readonly rules: readonly SourceFile<RuleDocument>[];
  /** Each with what it extends; a file that another extends does not stand by itself. */
  readonly secrets: readonly SecretSource[];
  readonly injection: readonly SourceFile<InjectionDocument>[];
  /** The weights of the classifier. Absent: there are none. */
  readonly model?: InjectionModel;
}

/**
 * @param directory Holds `*.yaml`, `*.toml`, VERSION and, merged after them, `rules.d/`.
 * @throws RuleErrors with every mistake that shows before anything is compiled.
 */
export function readSources(directory: string): RuleSources {
  const texts = collect([() => readRuleFiles(directory)]).flat();
  const rules: SourceFile<RuleDocument>[] = [];
  const secrets: SecretSource[] = [];
  const injection: SourceFile<InjectionDocument>[] = [];
  const readText = (text: RuleText): unknown => {
    if (text.kind === "secrets") return secrets.push(readSecretFile(text));
    if (text.kind === "injection") return injection.push(readInjectionFile(text));
    return rules.push(readRuleFile(text));
  };
  let version = "";
  let model: InjectionModel | undefined;
  const modelText = readModelText(directory);
  collect([
    ...texts.map((text) => () => readText(text)),
    () => (version = readVersion(directory)),
    () => (model = modelText === undefined ? undefined : readModel(modelText)),
  ]);
  const names = [...texts.map(({ file }) => file), "VERSION"];
  const sizes = sizesOf(directory, model === undefined ? names : [...names, MODEL_FILE]);
  const whole = extendAll(directory, secrets);
  return { version, sizes, rules, secrets: whole, injection, ...(model && { model }) };
}

/** @throws RuleErrors for every `extend` that cannot be followed. */
function extendAll(directory: string, files: readonly SecretSource[]): SecretSource[] {
  const defaultFile = findDefaultFile(files);
  const extending = { directory, ...(defaultFile === undefined ? {} : { defaultFile }) };
  const whole = collect(files.map((file) => () => followExtend(file, extending)));
  const extended = new Set(files.map((file) => extendedFile(file, extending)));
  return whole.filter(({ source }) => !extended.has(source.file));
}

function sizesOf(directory: string, names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, statSync(path.join(directory, name)).size]));
}

/** The text of a source, and the name that errors show. */
export type NamedText = Pick<RuleText, "text" | "file">;

function readRuleFile({ text, file }: NamedText): SourceFile<RuleDocument> {
  const source = readYaml(text, file);
  return { source, document: validate(source, ruleDocument, RULE_KEYS) };
}

/** @throws RuleError or RuleErrors for what is not YAML or not what an injection file holds. */
export function readInjectionFile({ text, file }: NamedText): SourceFile<InjectionDocument> {
  const source = readYaml(text, file);
  return { source, document: validate(source, injectionDocument, INJECTION_KEYS) };
}
