import path from "node:path";
import { SECRET_KEYS, type SecretFile, secretFile } from "../schema/secret.ts";
import { extendSecrets } from "./extend-secrets.ts";
import { type SourceNote, toGitleaksForm } from "./gitleaks-form.ts";
import { nearest } from "./nearest.ts";
import type { PlacedSource } from "./placed-source.ts";
import { RuleError, RuleErrors } from "./rule-error.ts";
import { readSourceText, type RuleText } from "./rule-files.ts";
import type { SecretSource } from "./secret-source.ts";
import { readToml } from "./toml-source.ts";
import { validate } from "./validate.ts";

/** So many files may extend one another, as in gitleaks; what the last one extends is not looked at. */
const MAX_EXTENDED = 2;

/** @throws RuleError or RuleErrors for what is not TOML or not what gitleaks and we know. */
export function readSecretFile({ text, file }: Pick<RuleText, "text" | "file">): SecretSource {
  const { source, notes } = toGitleaksForm(readToml(text, file));
  const document = validate(source, secretFile, SECRET_KEYS);
  const repeated = document.rules.flatMap(({ id }, nth): SourceNote[] => {
    if (document.rules.findLastIndex((rule) => rule.id === id) === nth) return [];
    const problem = `another rule "${id}" follows: as in gitleaks, only the last one holds`;
    return [{ place: source.placeOf(["rules", nth, "id"]), problem }];
  });
  refuseUnknownRequired(document, source);
  return { source, document, notes: [...notes, ...repeated] };
}

/** @throws RuleErrors at each rule that another requires and the file has not. */
function refuseUnknownRequired({ rules }: SecretFile, { placeOf }: PlacedSource): void {
  const ids = rules.map(({ id }) => id);
  const errors = rules.flatMap(({ id, required }, index) =>
    required.flatMap((requirement, nth) => {
      if (ids.includes(requirement.id)) return [];
      const meant = nearest(requirement.id, ids);
      const hint = meant === undefined ? "" : `, did you mean "${meant}"?`;
      const problem = `${id}: required: this file has no rule "${requirement.id}"${hint}`;
      return [new RuleError(placeOf(["rules", index, "required", nth, "id"]), problem)];
    }),
  );
  if (errors.length > 0) throw new RuleErrors(errors);
}

/** What `extend` of the files of a directory goes by. */
export interface Extending {
  /** Names of files that errors show are within it. */
  readonly directory: string;
  /** The file that stands for gitleaks' own rules: absolute, or within the directory. */
  readonly defaultFile?: string;
}

/**
 * A file with all that it extends, a path being taken from where the file lies.
 *
 * @throws RuleError at an `extend` that cannot be followed, and RuleErrors for what is wrong in another file.
 */
export function followExtend(
  own: SecretSource,
  extending: Extending,
  depth = MAX_EXTENDED,
): SecretSource {
  refuseExtend(own);
  const file = extendedFile(own, extending);
  if (file === undefined || depth === 0) return own;
  const base = readBase(file, own, extending);
  return extendSecrets(own, followExtend(base, extending, depth - 1));
}

/** @throws RuleError at what gitleaks does not read, or not together. */
function refuseExtend({ source, document: { extend } }: SecretSource): void {
  if (extend.url !== undefined) {
    const problem =
      "extend.url: gitleaks does not read it either: fetch the file, and name its path";
    throw new RuleError(source.placeOf(["extend", "url"]), problem);
  }
  if (extend.path !== undefined && extend.useDefault === true) {
    const problem = "extend: path and useDefault cannot stand together: take one of them out";
    throw new RuleError(source.placeOf(["extend", "useDefault"]), problem);
  }
}

/** The name of the file that another extends, within the directory or absolute. */
export function extendedFile(
  { source, document: { extend } }: SecretSource,
  { defaultFile }: Extending,
): string | undefined {
  if (extend.path !== undefined) return besideFile(source.file, extend.path);
  if (extend.useDefault !== true) return undefined;
  if (defaultFile !== undefined) return defaultFile;
  const problem =
    "extend.useDefault: Toolgate has no copy of gitleaks' own rules: fetch its config/gitleaks.toml of" +
    ' your version and name it with [toolgate] gitleaks_default = "PATH", in this or another .toml';
  throw new RuleError(source.placeOf(["extend", "useDefault"]), problem);
}

function readBase(file: string, own: SecretSource, { directory }: Extending): SecretSource {
  const key = own.document.extend.path === undefined ? "useDefault" : "path";
  try {
    return readSecretFile({ file, text: readSourceText(directory, file) });
  } catch (error) {
    if (!(error instanceof RuleError) || error.file !== file || error.line !== 1) throw error;
    const isUnread = error.message.includes(": cannot be read: ");
    if (!isUnread) throw error;
    const reason = error.message.slice(error.message.indexOf("cannot be read"));
    const place = own.source.placeOf(["extend", key]);
    throw new RuleError(place, `extend.${key}: ${file} ${reason}`);
  }
}

/** The file that some file of the directory names for gitleaks' own rules. */
export function findDefaultFile(files: readonly SecretSource[]): string | undefined {
  const naming = files.find(({ document }) => document.toolgate.gitleaks_default !== undefined);
  const given = naming?.document.toolgate.gitleaks_default;
  if (naming === undefined || given === undefined) return undefined;
  return besideFile(naming.source.file, given);
}

function besideFile(file: string, given: string): string {
  return path.isAbsolute(given) ? given : path.join(path.dirname(file), given);
}
