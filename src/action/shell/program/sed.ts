import { UNKNOWN } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";
import { toKnownWord } from "../expand/fields.ts";
import { readSedScripts } from "./sed-options.ts";
import { readSedScript, type SedEffect } from "./sed-script.ts";

/** A longer script is no one's one-liner. */
const MAX_SCRIPT_UNITS = 65_536;

/**
 * sed: what its scripts run (`e`), read (`r`) and write (`w`), told as the commands that do the same. A script
 * that cannot be read is told as one from a file.
 */
export const sed: Wrapper = {
  names: ["sed", "gsed"],
  unwrap: ({ words }) => {
    const script = readSedScripts(words.slice(1).map(({ value }) => value)).join("\n");
    if (script === "" || script === UNKNOWN) return [];
    const effects = script.length > MAX_SCRIPT_UNITS ? undefined : readSedScript(script);
    return effects === undefined ? [command("sed", "-f", UNKNOWN)] : effects.map(toInner);
  },
};

function toInner(effect: SedEffect): Inner {
  switch (effect.kind) {
    case "reads":
      return command("cat", effect.path);
    case "writes":
      return command("tee", effect.path);
    case "runs":
      return effect.command === UNKNOWN
        ? command(UNKNOWN)
        : { kind: "source", text: effect.command, label: "sed e" };
  }
}

function command(...words: readonly string[]): Inner {
  return { kind: "command", words: words.map(toKnownWord) };
}
