import type { ArgumentSyntax } from "./arguments.ts";
import { type Effect, type ProgramUse, VALUE_EFFECTS } from "./effect.ts";
import { findGlobalOption } from "./global-options.ts";

/** What is known of a program, ready to read its words with. */
export interface Syntax {
  readonly use: ProgramUse;
  readonly words: ArgumentSyntax;
  /** What happens to the value of an option. */
  readonly effectOf: (option: string) => Effect;
}

/** Long options may be cut short to this many characters, dashes included. */
const MIN_ABBREVIATION = 5;

/** A program that nothing is known of: every operand may be a path. */
export function unknownSyntax(): Syntax {
  return {
    use: { operands: "mention" },
    words: {
      findValued: (option) => (findGlobalOption(option) === undefined ? undefined : option),
      isAttached: () => false,
      style: "clusters",
    },
    effectOf: (option) => findGlobalOption(option) ?? "mention",
  };
}

export function toSyntax(use: ProgramUse): Syntax {
  const effects = effectsByOption(use);
  const attached = new Set(use.attached?.split(" "));
  const findValued = (option: string): string | undefined =>
    effects.has(option) ? option : findLong(option, effects);
  return {
    use,
    words: {
      findValued,
      isAttached: (option) => attached.has(option),
      style: use.style ?? "clusters",
    },
    effectOf: (option) => effects.get(option) ?? otherEffect(option, attached),
  };
}

/** A variant is what its program is, with what is said of itself instead. */
export function mergeUse(base: ProgramUse, variant: ProgramUse): ProgramUse {
  const own = new Set(Object.values(variant.values ?? {}).flatMap((each) => each.split(" ")));
  const values = Object.fromEntries(
    VALUE_EFFECTS.map((effect) => {
      const inherited = (base.values?.[effect] ?? "")
        .split(" ")
        .filter((option) => !own.has(option));
      return [effect, [...inherited, variant.values?.[effect] ?? ""].join(" ").trim()];
    }),
  );
  return { ...base, ...variant, values };
}

function effectsByOption({ values }: ProgramUse): ReadonlyMap<string, Effect> {
  const effects = new Map<string, Effect>();
  for (const effect of VALUE_EFFECTS) {
    for (const option of values?.[effect]?.split(" ") ?? []) effects.set(option, effect);
  }
  return effects;
}

function findLong(option: string, effects: ReadonlyMap<string, Effect>): string | undefined {
  if (!option.startsWith("--") || option.length < MIN_ABBREVIATION) return undefined;
  return [...effects.keys()].find((name) => name.startsWith(option));
}

function otherEffect(option: string, attached: ReadonlySet<string>): Effect {
  return findGlobalOption(option) ?? (attached.has(option) ? "none" : "mention");
}
