import { type Invocation, UNKNOWN } from "../../model/invocation.ts";

/** Programs whose words set variables for what comes after them. */
const SETTERS: ReadonlySet<string> = new Set(["export", "declare", "typeset", "readonly", "local"]);

/** Variables by which programs are told of their proxy, their registry or the service that they use. */
const CONTACT_VARIABLE = new RegExp(
  "^(?:(?:https?|ftp|all|rsync|pip|npm_config(?:_https?)?|yarn_https?)_proxy|" +
    "pip_(?:extra_)?index_url|pip_find_links|uv_(?:default_|extra_)?index(?:_url)?|" +
    "(?:npm_config|yarn)_(?:\\w+_)?registry(?:_server)?|goproxy|docker_host|aws_endpoint_url\\w*|" +
    "cargo_registries_\\w+_index|bundle_mirror\\w*|rubygems_host|gem_host|hf_endpoint)$",
  "i",
);

/** The machines that a command's variables name, as URLs: `https_proxy=x`, `export GOPROXY=x`. */
export function variableUrls({ program, words, assignments }: Invocation): string[] {
  const assigned = assignments.flatMap(({ name, value }) => contactUrls(name, value.value));
  if (!SETTERS.has(program)) return assigned;
  const set = words.slice(1).flatMap(({ value }) => {
    const at = value.indexOf("=");
    return at < 0 ? [] : contactUrls(value.slice(0, at), value.slice(at + 1));
  });
  return [...assigned, ...set];
}

/** A list (`https://a,https://b|direct`) names several. */
function contactUrls(name: string, value: string): string[] {
  if (value === "" || value === UNKNOWN || !CONTACT_VARIABLE.test(name)) return [];
  return value
    .split(/[\s,|]+/)
    .filter((each) => /[.:]/.test(each) && !each.startsWith("/"))
    .map((each) => (each.includes("://") ? each : `http://${each}`));
}
