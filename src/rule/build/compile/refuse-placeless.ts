import type { EnginesSource } from "../schema/engines.ts";
import type { RuleSources } from "../source/read-sources.ts";
import { RuleError, RuleErrors } from "../source/rule-error.ts";
import { LAKERA_URL } from "./read-services.ts";

/** One engine as one file speaks of it, as far as it matters here. */
interface Said {
  readonly run?: Partial<Record<string, string>> | undefined;
  readonly path?: string | undefined;
  readonly url?: string | undefined;
  readonly key_file?: string | undefined;
}

/** What must be said of an engine that is to run: its key, and how it looks. */
interface Needed {
  readonly key: "path" | "url" | "key_file";
  readonly like: string;
}

const NAMES = ["gitleaks", "trufflehog", "lakera", "llm-guard"] as const;

/** @throws RuleErrors at each engine that is to run and of which no file says where it, or its key, is. */
export function refusePlaceless({ rules }: RuleSources): void {
  const errors = NAMES.flatMap((name) => {
    const said = rules.flatMap(({ source, document }) => {
      const engine: Said | undefined = document.policy?.engines?.[name];
      return engine === undefined ? [] : [{ source, engine }];
    });
    const needed = neededBy(
      name,
      said.map(({ engine }) => engine),
    );
    if (needed === undefined || said.some(({ engine }) => engine[needed.key] !== undefined))
      return [];
    const running = said.findLast(({ engine }) =>
      Object.values(engine.run ?? {}).some((run) => run !== "off"),
    );
    if (running === undefined) return [];
    const place = running.source.placeOf(["policy", "engines", name, "run"]);
    const what = needed.key === "key_file" ? "where its key is" : "where it is";
    return [
      new RuleError(place, `policy.engines.${name}: say ${what}: ${needed.key}: ${needed.like}`),
    ];
  });
  if (errors.length > 0) throw new RuleErrors(errors);
}

function neededBy(name: keyof EnginesSource, said: readonly Said[]): Needed | undefined {
  switch (name) {
    case "gitleaks":
    case "trufflehog":
      return { key: "path", like: `/…/${name}` };
    case "llm-guard":
      return { key: "url", like: "https://…" };
    case "lakera": {
      const url = said.map((each) => each.url).findLast((each) => each !== undefined);
      // One of the company's own may want none.
      return isLakeras(url ?? LAKERA_URL) ? { key: "key_file", like: "/…/lakera.key" } : undefined;
    }
  }
}

function isLakeras(url: string): boolean {
  return new URL(url).hostname.endsWith("lakera.ai");
}
