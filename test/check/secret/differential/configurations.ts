import { makePattern, type Pattern } from "./patterns.ts";
import { type Random, randomFrom } from "./random.ts";

/** A generated configuration: its files, the first of them the one to start from. */
export interface Configuration {
  readonly files: Readonly<Record<string, string>>;
  /** The patterns of all its rules, to make texts that they match. */
  readonly patterns: readonly Pattern[];
  readonly keywords: readonly string[];
}

export const MAIN_FILE = "main.toml";

const STOPWORDS = ["abc", "TEST", "x1", "example", "q"] as const;
const PATHS = ["\\.env$", "(?i)TEST/", "^texts/src/", "\\.md$", "lock", ".*"] as const;
const IDS = [
  "acme",
  "generic-token",
  "beta",
  "my-Generic",
  "x.y",
  "long id",
  "gamma",
  "d_4",
] as const;

/** A configuration by its number; every key of the format comes up in a few dozen of them. */
export function makeConfiguration(seed: number): Configuration {
  const random = randomFrom(seed);
  const maker = new Maker(random);
  const ids = IDS.filter(() => random.chance(0.6));
  const main = maker.file(ids.length > 0 ? ids : ["acme"], { isMain: true });
  const files: Record<string, string> = { [MAIN_FILE]: main };
  if (!random.chance(0.4)) return { files, patterns: maker.patterns, keywords: maker.keywords };
  const disabled = random.chance(0.5) ? `disabledRules = ["${random.pick(IDS)}", "nothing"]\n` : "";
  files[MAIN_FILE] = `[extend]\npath = "base.toml"\n${disabled}\n${main}`;
  files["base.toml"] = maker.file(
    IDS.filter(() => random.chance(0.5)),
    { isMain: false },
  );
  if (random.chance(0.5)) {
    files["base.toml"] = `[extend]\npath = "far.toml"\n${files["base.toml"]}`;
    // What the third extends is not looked at any more: there is no such file.
    const further = random.chance(0.5) ? '[extend]\npath = "farther.toml"\n' : "";
    files["far.toml"] = `${further}${maker.file(["acme", "far"], { isMain: false })}`;
    files["farther.toml"] = maker.file(["farther"], { isMain: false });
  }
  return { files, patterns: maker.patterns, keywords: maker.keywords };
}

class Maker {
  readonly #random: Random;
  readonly patterns: Pattern[] = [];
  readonly keywords: string[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  file(ids: readonly string[], { isMain }: { readonly isMain: boolean }): string {
    const random = this.#random;
    const head = `title = "made up"\ndescription = "d"\nminVersion = "8.0.0"\nunheard_of = 1\n`;
    const rules = ids.map((id) => this.#rule(id, ids));
    if (random.chance(0.1) && ids[0] !== undefined) rules.push(this.#rule(ids[0], ids));
    const lists = this.#lists(isMain ? "" : undefined, ids);
    return [isMain ? "" : head, ...rules, ...lists].join("\n");
  }

  #rule(id: string, ids: readonly string[]): string {
    const random = this.#random;
    const pattern = makePattern(random);
    const isPathOnly = random.chance(0.08);
    if (!isPathOnly) this.patterns.push(pattern);
    const lines = [
      "[[rules]]",
      `id = "${id}"`,
      `description = "${random.pick(["what it is", ""])}"`,
      ...(isPathOnly
        ? []
        : [`${random.pick(["regex", "regex", "Regex"])} = '''${pattern.regex}'''`]),
      ...(isPathOnly || random.chance(0.15) ? [`path = '''${random.pick(PATHS)}'''`] : []),
      ...this.#numbers(pattern.groups),
      ...this.#keywordsOf(pattern),
      ...(random.chance(0.2) ? ['tags = ["one", "two"]'] : []),
      ...(random.chance(0.1) ? ["skipReport = true"] : []),
      ...(random.chance(0.1) ? ["unknown_key = 5"] : []),
    ];
    const required = random.chance(0.25) ? this.#required(id, ids) : [];
    return [...lines, ...required, ...this.#lists("rules.", ids)].join("\n");
  }

  #numbers(groups: number): readonly string[] {
    const random = this.#random;
    const entropy = random.pick([2, 2.5, 3.2, "3", 0.5]);
    return [
      ...(random.chance(0.3) ? [`secretGroup = ${random.below(groups + 1)}`] : []),
      ...(random.chance(0.35) ? [`entropy = ${JSON.stringify(entropy)}`] : []),
    ];
  }

  #keywordsOf({ sample }: Pattern): readonly string[] {
    const random = this.#random;
    if (!random.chance(0.6)) return [];
    const word = random.pick([sample(random).slice(0, 3), "tok", "KEY", "_", "secret"]);
    this.keywords.push(word);
    const words = [word, random.pick(["acme", "live", "never-there"])].filter(
      (text) => text !== "",
    );
    return [`keywords = ${JSON.stringify(random.chance(0.1) ? words.join(",") : words)}`];
  }

  #required(id: string, ids: readonly string[]): readonly string[] {
    const random = this.#random;
    const others = ids.filter((other) => other !== id).slice(0, random.chance(0.3) ? 2 : 1);
    return others.map((other) => {
      const lines = random.chance(0.5) ? `withinLines = ${random.below(4)}\n` : "";
      const columns = random.chance(0.4) ? `withinColumns = ${random.below(40)}\n` : "";
      return `[[rules.required]]\nid = "${other}"\n${lines}${columns}`;
    });
  }

  /** @param of `rules.`, or "" for lists of the file; undefined: of the file, and none for some rules only. */
  #lists(of: "rules." | "" | undefined, ids: readonly string[]): readonly string[] {
    const random = this.#random;
    const isGlobal = of !== "rules.";
    if (!random.chance(0.3)) return [];
    const isOld = random.chance(0.25);
    const name = `${of ?? ""}allowlist`;
    const head = isOld ? `[${name}]` : `[[${name}s]]`;
    const target = of === "" && random.chance(0.5) ? [`targetRules = ["${ids[0] ?? "acme"}"]`] : [];
    const lists = [[head, ...target, ...this.#list(isGlobal)].join("\n")];
    if (!isOld && random.chance(0.3)) lists.push([head, ...this.#list(isGlobal)].join("\n"));
    return lists;
  }

  #list(isGlobal: boolean): readonly string[] {
    const random = this.#random;
    const conditions = ["AND", "and", "&&", "OR", "or", "||", "And"] as const;
    const condition = random.chance(0.5) ? random.pick(conditions) : "";
    // Of these gitleaks skips the file, whatever else the list asks for: see known-causes.ts.
    const pathShare = isGlobal && /^(?:and|&&)$/i.test(condition) ? 0.05 : 0.3;
    const target = random.pick(["secret", "match", "line", "", undefined, undefined]);
    const checks = this.#checks(pathShare);
    return [
      ...(condition === "" ? [] : [`condition = "${condition}"`]),
      ...(target === undefined ? [] : [`regexTarget = "${target}"`]),
      ...checks,
      ...(checks.length > 0 && random.chance(0.5) ? [] : [this.#stopwords()]),
    ];
  }

  #checks(pathShare: number): readonly string[] {
    const random = this.#random;
    const regexes = ["^acme", "(?i)^TOK", "[0-9]{6}", "x$", "ALLOWED", "=", "^$"] as const;
    const two = `['''${random.pick(regexes)}''', '''${random.pick(regexes)}''']`;
    return [
      ...(random.chance(0.15) ? ['commits = ["deadbeef"]'] : []),
      ...(random.chance(pathShare) ? [`paths = ['''${random.pick(PATHS)}''']`] : []),
      ...(random.chance(0.5) ? [`regexes = ${two}`] : []),
    ];
  }

  #stopwords(): string {
    const { pick } = this.#random;
    return `stopwords = ${JSON.stringify([pick(STOPWORDS), pick(STOPWORDS)])}`;
  }
}
