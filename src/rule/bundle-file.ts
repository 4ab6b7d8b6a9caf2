import { isObject, type Json } from "../model/json.ts";
import type { RuleBundle } from "../model/bundle.ts";
import type { InjectionRule, PiiRule, SecretRules } from "../model/rule.ts";
import { StageError } from "../model/stage.ts";
import { isBundleHead, isInjection, isPii, isSecrets } from "./bundle-shape.ts";

/**
 * How a bundle stands in its file: four lines of JSON. The first has what every event needs, the others
 * the rules over texts, which few events come to: parsing those only then is a third of the cost
 * of loading. The last newline shows that the file is whole.
 */
export function toBundleText({ secrets, injection, pii, ...head }: RuleBundle): string {
  return [head, secrets, injection, pii].map((part) => `${JSON.stringify(part)}\n`).join("");
}

/**
 * The bundle in a text, or `undefined` when the text is not one.
 *
 * @throws SyntaxError when the first line is not JSON. The bundle itself throws StageError("rules") when
 * one of the other lines is asked for and is damaged.
 */
export function parseBundle(text: string): RuleBundle | undefined {
  const [head = "", secretLine = "", injectionLine = "", piiLine = "", ...rest] = text.split("\n");
  if (rest.length !== 1 || rest[0] !== "") return undefined;
  const value: Json = JSON.parse(head);
  if (!isObject(value) || !isBundleHead(value)) return undefined;
  let secrets: SecretRules | undefined;
  let injection: readonly InjectionRule[] | undefined;
  let pii: readonly PiiRule[] | undefined;
  return {
    ...value,
    get secrets() {
      return (secrets ??= parseLine(secretLine, isSecrets));
    },
    get injection() {
      return (injection ??= parseLine(injectionLine, isInjection));
    },
    get pii() {
      return (pii ??= parseLine(piiLine, isPii));
    },
  };
}

function parseLine<T extends Json>(line: string, isRight: (value: Json) => value is T): T {
  try {
    const value: Json = JSON.parse(line);
    if (isRight(value)) return value;
  } catch (error) {
    throw new StageError("rules", "the compiled rules are damaged", { cause: error });
  }
  throw new StageError("rules", "the compiled rules are damaged");
}
