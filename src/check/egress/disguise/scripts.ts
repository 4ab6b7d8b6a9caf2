/**
 * Scripts of which letters look like one another's, and that no one language writes in one word. A class of
 * Unicode is dear to make, so only when somebody asks.
 */
const lookalikes = (): readonly RegExp[] => [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Coptic}/u,
];

/**
 * Whether one label mixes scripts that are taken for one another. Japanese, Chinese and Korean beside Latin is how
 * people write, and so is every other script by itself.
 */
export function mixesScripts(host: string): boolean {
  const scripts = lookalikes();
  return host.split(".").some((label) => scripts.filter((script) => script.test(label)).length > 1);
}
