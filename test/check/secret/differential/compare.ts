import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { detectAsGitleaks } from "../../../../src/check/secret/gitleaks/detect.ts";
import type { SecretRules } from "../../../../src/model/rule.ts";
import { compileSecrets } from "../../../../src/rule/build/compile/read-secrets.ts";
import { secretRuleId } from "../../../../src/rule/build/compile/secret-rule-id.ts";
import {
  followExtend,
  readSecretFile,
} from "../../../../src/rule/build/source/read-secret-file.ts";
import { readSourceText } from "../../../../src/rule/build/source/rule-files.ts";
import type { SecretFile } from "../../../../src/rule/build/schema/secret.ts";
import { runGitleaks } from "../gitleaks.ts";

/** A file by its name within the directory of texts. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** What gitleaks and the engine make of one text with one configuration. */
export interface Pair {
  /** As gitleaks is given it. */
  readonly path: string;
  readonly text: string;
  readonly document: SecretFile;
  /** Findings of one of them only: rule, secret and line as JSON. */
  readonly onlyGitleaks: readonly string[];
  readonly onlyEngine: readonly string[];
  /** Whether there is anything to find. */
  readonly isFound: boolean;
}

/** What both make of a configuration: why each refused it, or the texts compared. */
export interface Comparison {
  readonly pairs: readonly Pair[];
  readonly refusedByGitleaks?: string;
  readonly refusedByEngine?: string;
}

/** Runs both over the texts. @param files of the configuration; it begins with the first. */
export function compare(
  files: Readonly<Record<string, string>>,
  texts: readonly NamedText[],
): Comparison {
  const directory = mkdtempSync(path.join(tmpdir(), "toolgate-differential-"));
  try {
    for (const [name, text] of Object.entries(files)) write(path.join(directory, name), text);
    for (const { name, text } of texts) write(path.join(directory, "texts", name), text);
    return compareIn(directory, Object.keys(files)[0] ?? "", texts);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function compareIn(directory: string, main: string, texts: readonly NamedText[]): Comparison {
  const engine = attempt(() => {
    const own = readSecretFile({ file: main, text: readSourceText(directory, main) });
    const source = followExtend(own, { directory });
    return { document: source.document, rules: toHotPath(compileSecrets(source)) };
  });
  const gitleaks = attempt(() => runGitleaks(directory, main, "texts"));
  if (gitleaks.result === undefined || engine.result === undefined) {
    return {
      pairs: [],
      ...(gitleaks.problem === undefined ? {} : { refusedByGitleaks: gitleaks.problem }),
      ...(engine.problem === undefined ? {} : { refusedByEngine: engine.problem }),
    };
  }
  const { document, rules } = engine.result;
  const byFile = Map.groupBy(gitleaks.result, ({ file }) => file);
  const pairs = texts.map(({ name, text }): Pair => {
    const file = `texts/${name}`;
    const theirs = toSet(byFile.get(file) ?? []);
    const ours = toSet(detectAsGitleaks(text, file, rules));
    return {
      path: file,
      text,
      document,
      onlyGitleaks: [...theirs.difference(ours)],
      onlyEngine: [...ours.difference(theirs)],
      isFound: theirs.size > 0,
    };
  });
  return { pairs };
}

/** Rules as a bundle carries them. */
function toHotPath({ rules, allowlists }: SecretRules): SecretRules {
  return JSON.parse(JSON.stringify({ rules, allowlists }));
}

interface Attempt<T> {
  readonly result?: T;
  readonly problem?: string;
}

function attempt<T>(work: () => T): Attempt<T> {
  try {
    return { result: work() };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

interface Found {
  readonly rule: string;
  readonly secret: string;
  readonly line: number;
}

function toSet(found: readonly Found[]): Set<string> {
  return new Set(
    found.map(({ rule, secret, line }) =>
      JSON.stringify([secretRuleId(rule).slice("secret/".length), secret, line]),
    ),
  );
}

/** Whether both found the same. */
export function isSame({ onlyGitleaks, onlyEngine }: Pair): boolean {
  return onlyGitleaks.length === 0 && onlyEngine.length === 0;
}
