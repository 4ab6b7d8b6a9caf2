import { isUrl } from "../url.ts";
import { remoteHost } from "./remote-host.ts";

/** Verbs that talk to the repository that they are given, or note it down for those that do. */
const TALKING: ReadonlySet<string> = new Set(
  "clone fetch pull push ls-remote remote submodule archive config send-pack fetch-pack".split(" "),
);

const VALUED: ReadonlySet<string> = new Set(
  "-C -c --git-dir --work-tree --namespace --config-env --exec-path --super-prefix".split(" "),
);

const PROXY_SETTING = /^(?:https?|remote)\.(?:[^=\s]*\.)?proxy(?:=(.*)|($))/i;

/** The repositories that a git command names; a commit's message names none. */
export function gitUrls(values: readonly string[]): string[] {
  const verb = findVerb(values);
  const talks = TALKING.has(values[verb] ?? "");
  const before = values.slice(0, verb);
  const settings = [...before.flatMap(settingUrls), ...proxies(talks ? values : before)];
  if (!talks) return settings;
  const named = values.slice(verb + 1).flatMap((value) => {
    const host = remoteHost(value);
    if (isUrl(value)) return [value];
    return host?.includes(".") === true ? [`ssh://${host}`] : settingUrls(value);
  });
  return [...settings, ...named];
}

function findVerb(values: readonly string[]): number {
  let at = 0;
  while (at < values.length && values[at]?.startsWith("-") === true) {
    at += VALUED.has(values[at] ?? "") ? 2 : 1;
  }
  return at;
}

/** `-c http.proxy=x`, `config http.proxy x`: a host without a scheme is one too. */
function proxies(values: readonly string[]): string[] {
  return values.flatMap((value, at) => {
    const [, inWord, key] = PROXY_SETTING.exec(value) ?? [];
    const host = inWord ?? (key === undefined ? undefined : values[at + 1]);
    return host === undefined || !/[.:]/.test(host) || isUrl(host) ? [] : [`http://${host}`];
  });
}

/** `http.proxy=https://x`, and the key `url.https://x/.insteadOf`. */
function settingUrls(value: string): string[] {
  if (!value.includes("://")) return [];
  const inKey = /^url\.(.+)\.(?:push)?insteadof/i.exec(value)?.[1];
  const own = value.slice(value.indexOf("=") + 1);
  return [inKey ?? "", own].filter(isUrl);
}
