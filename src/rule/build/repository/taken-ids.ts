import type { RuleBundle } from "../../../model/bundle.ts";
import type { RepositoryDocument } from "../schema/repository.ts";
import type { PlacedSource } from "../source/placed-source.ts";
import { RuleError, RuleErrors } from "../source/rule-error.ts";

/** Toolgate's own words, which a policy may give a mode too. */
const OWN_IDS = [
  "command/unlisted",
  "mcp/strict-unlisted",
  "egress/unlisted",
  "self/not-understood",
  "self/too-many-findings",
  "self/engine-failed",
  "self/tainted-session",
];

/** Every id that the company's policy may give a mode. */
export function companyIds(company: RuleBundle): readonly string[] {
  const { secrets, injection, pii } = company;
  const overTexts = [secrets.rules, injection, pii].flat().map(({ id }) => id);
  return [...idsOf(company), ...overTexts, ...OWN_IDS];
}

function idsOf({ tools, commands, paths, egress }: RuleBundle): string[] {
  return [...tools, ...commands, ...paths, ...egress].map(({ id }) => id);
}

/** @throws RuleErrors at each id that a rule of the company's has: their modes could not be told apart. */
export function refuseTakenIds(
  own: RepositoryDocument,
  source: PlacedSource,
  company: RuleBundle,
): void {
  const taken = new Set(idsOf(company));
  const lists = ["commands", "paths", "tools", "egress"] as const;
  const errors = lists.flatMap((list) =>
    own[list].flatMap(({ id }, index) => {
      const place = source.placeOf([list, index, "id"]);
      const problem = `the company has a rule "${id}": call this one otherwise`;
      return taken.has(id) ? [new RuleError(place, problem)] : [];
    }),
  );
  if (errors.length > 0) throw new RuleErrors(errors);
}
