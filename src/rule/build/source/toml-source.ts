import { parse, TomlError } from "smol-toml";
import type { PlacedSource } from "./placed-source.ts";
import { RuleError } from "./rule-error.ts";
import { locateToml } from "./toml-position.ts";

/**
 * @param file Name of the file as errors show it.
 * @throws RuleError at the first place that is not TOML.
 */
export function readToml(text: string, file: string): PlacedSource {
  try {
    return {
      file,
      value: parse(text),
      placeOf: (path) => locateToml(text, path, file),
      placeOfKey: (path, key) => locateToml(text, [...path, key], file),
    };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [first = "not TOML"] = error.message.split("\n");
    throw new RuleError({ file, line: error.line, column: error.column }, first);
  }
}
