import { toMidnight } from "../compile/to-midnight.ts";
import type { RuleSources } from "../source/read-sources.ts";
import type { RulePlace } from "../source/rule-error.ts";
import type { RuleWarning } from "./rule-warning.ts";
import { allRules } from "./source-rules.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const SOON_DAYS = 14;

/** What time has caught up with, or soon will. @param now Milliseconds since the epoch. */
export function findAged(sources: RuleSources, now: number): RuleWarning[] {
  return [
    ...findDeprecated(sources),
    ...findEnding(sources, now),
    ...daysOf(sources)
      .filter(({ day }) => toMidnight(day) <= now)
      .map(({ place, day }) => ({
        place,
        problem: `${day} is past and it is enforced now: take the day out`,
      })),
  ];
}

function findDeprecated(sources: RuleSources): RuleWarning[] {
  const secrets = sources.secrets.flatMap(({ source: file, document }) =>
    document.rules.map(({ id, toolgate }, index) => ({
      id: `secret/${id}`,
      maturity: toolgate?.maturity,
      place: file.placeOf(["rules", index, "toolgate", "maturity"]),
    })),
  );
  const others = allRules(sources).map(({ source: { id, maturity }, placeOf }) => ({
    id,
    maturity,
    place: placeOf(["maturity"]),
  }));
  return [...others, ...secrets]
    .filter(({ maturity }) => maturity === "deprecated")
    .map(({ id, place }) => ({ place, problem: `${id} is deprecated: take it out` }));
}

function findEnding(sources: RuleSources, now: number): RuleWarning[] {
  return sources.rules.flatMap(({ source: file, document }) =>
    document.exceptions.flatMap(({ id, expires, owner }, index) => {
      const days = Math.ceil((toMidnight(expires) - now) / DAY_MS);
      if (days > SOON_DAYS) return [];
      const when = days === 1 ? "in a day" : `in ${days} days`;
      const problem = `the exception ${id} ends ${when}: ask ${owner} to renew it or to take it out`;
      return [{ place: file.placeOf(["exceptions", index, "expires"]), problem }];
    }),
  );
}

interface PlacedDay {
  readonly place: RulePlace;
  /** `YYYY-MM-DD`. */
  readonly day: string;
}

/** Every day from which on something is enforced. */
function daysOf(sources: RuleSources): PlacedDay[] {
  const rules = allRules(sources).flatMap(({ source: { enforce_from: day }, placeOf }) =>
    day === undefined ? [] : [{ day, place: placeOf(["enforce_from"]) }],
  );
  const policies = sources.rules.flatMap(({ source: file, document: { policy } }) => [
    ...(policy?.enforce_from === undefined
      ? []
      : [{ day: policy.enforce_from, place: file.placeOf(["policy", "enforce_from"]) }]),
    ...Object.entries(policy?.rule_modes ?? {}).flatMap(([id, { from: day }]) =>
      day === undefined ? [] : [{ day, place: file.placeOf(["policy", "rule_modes", id]) }],
    ),
  ]);
  return [...rules, ...policies];
}
