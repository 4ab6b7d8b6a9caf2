import { isDropIn } from "../compile/refuse-weakening.ts";
import { NO_FLAGS, parseRe2 } from "../re2/parse.ts";
import { repeatsGroup } from "../re2/repeats.ts";
import { translateAnySpeed } from "../re2/translate.ts";
import type { RuleSources } from "../source/read-sources.ts";
import { secretRuleId } from "../compile/secret-rule-id.ts";
import type { RuleWarning } from "./rule-warning.ts";

/** What gitleaks takes in silence in a file of secret rules: unknown keys and the like, and slow patterns. */
export function findGitleaksNotes({ secrets }: RuleSources): RuleWarning[] {
  return [
    ...secrets.flatMap(({ notes }) => notes),
    ...findSlow({ secrets }),
    ...findRepeatedGroups({ secrets }),
    ...findRenamed({ secrets }),
    ...findOwnLists({ secrets }),
  ];
}

type Secrets = Pick<RuleSources, "secrets">;

/** RE2 is linear whatever the pattern; V8 is not, and then runs it over short pieces of a text. */
function findSlow({ secrets }: Secrets): RuleWarning[] {
  return secrets.flatMap(({ source, document }) =>
    document.rules.flatMap(({ id, regex }, index) => {
      const slowOn = regex === undefined ? undefined : translateAnySpeed(regex, NO_FLAGS).slowOn;
      if (slowOn === undefined) return [];
      const text = JSON.stringify(slowOn);
      const problem = `${secretRuleId(id)}: slow on ${text}… repeated, so run over pieces of 2048 characters: give its repeats an upper bound`;
      return [{ place: source.placeOf(["rules", index, "regex"]), problem }];
    }),
  );
}

/** RE2 keeps what a group took in an earlier turn of a repeat, V8 does not: another text is the secret. */
function findRepeatedGroups({ secrets }: Secrets): RuleWarning[] {
  return secrets.flatMap(({ source, document }) =>
    document.rules.flatMap(({ id, regex }, index) => {
      if (regex === undefined || !repeatsGroup(parseRe2(regex))) return [];
      const place = source.placeOf(["rules", index, "regex"]);
      const problem = `${secretRuleId(id)}: a group in a repeat holds less here than in gitleaks: put the group around the repeat, or write (?:…)`;
      return [{ place, problem }];
    }),
  );
}

function findRenamed({ secrets }: Secrets): RuleWarning[] {
  return secrets.flatMap(({ source, document }) =>
    document.rules.flatMap(({ id }, index) => {
      const told = secretRuleId(id);
      if (told === `secret/${id}`) return [];
      const place = source.placeOf(["rules", index, "id"]);
      return [{ place, problem: `the rule "${id}" is called ${told} in messages and policy` }];
    }),
  );
}

/** In a drop-in, a list of the file is for its own rules until it says why it may be for all. */
function findOwnLists({ secrets }: Secrets): RuleWarning[] {
  const silent = secrets.filter(
    (file) => isDropIn(file) && file.document.toolgate.weakens === undefined,
  );
  return silent.flatMap(({ source, document }) =>
    document.allowlists.flatMap(({ targetRules }, nth) => {
      if (targetRules.length > 0) return [];
      const place = source.placeOf(["allowlists", nth]);
      const problem =
        'this list holds for the rules of this file; for every file\'s, add [toolgate] weakens = "why"';
      return [{ place, problem }];
    }),
  );
}
