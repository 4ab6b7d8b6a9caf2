import type { YAMLError } from "yaml";

/** What to do about the mistakes that a text without quotes makes; `yaml` says what it met, not that. */
const HINTS: Readonly<Partial<Record<YAMLError["code"], string>>> = {
  BAD_SCALAR_START: "a text that begins with @, ` or % must be in quotes",
  BLOCK_AS_IMPLICIT_KEY:
    'a text with ": " in it must be in quotes, and the keys of a map stand alike',
  MULTILINE_IMPLICIT_KEY:
    'a text that has keys below it is the value of a key itself: "- action: …"; a key stands on one line',
  BLOCK_IN_FLOW: 'a text with ": " in it must be in quotes',
  BAD_ALIAS: "a text that begins with * or & must be in quotes",
  TAG_RESOLVE_FAILED: "a text that begins with ! must be in quotes",
  BAD_DIRECTIVE: "a line that begins with % must be in quotes",
  MULTIPLE_DOCS: "a file is one document: take out the line of ---",
};

/** What is wrong with a text as YAML. Never quotes it: it may be no rule file at all. */
export function describeYamlProblem({
  code,
  message,
}: Pick<YAMLError, "code" | "message">): string {
  return HINTS[code] ?? message.replace(/: .*$/s, "");
}
