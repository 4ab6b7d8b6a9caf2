/** Words that attacks on agents are made of, so long that what is one slip from them is mostly no other word. */
const WORDS = `
ignore ignoring disregard forget previous earlier instructions instruction guidelines guideline
directions directives restrictions restriction restricted unrestricted developer developers
administrator system prompt assistant password passwords credentials credential secret secrets
confidential reveal override bypass execute command commands conversation delete remove upload
download forward without message training environment variables contents content private repository
database configuration immediately permission permissions security everything anything answer request
pretend transfer account customer script follow public server approve disable dismiss access folder
directory document documents address instead longer before answers attention everyone warning
reviewer filters policies message messages assistants agents through whatever approved question
`;

let byEnds: Map<string, string[]> | undefined;

/** Those whose first and last letter are these. */
export function tellingWords(ends: string): readonly string[] {
  byEnds ??= Map.groupBy(WORDS.trim().split(/\s+/), (word) => word.charAt(0) + word.slice(-1));
  return byEnds.get(ends) ?? [];
}
