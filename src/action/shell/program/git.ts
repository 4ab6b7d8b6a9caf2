import type { Call, Inner, Wrapper } from "../call.ts";
import { joinWords } from "../call.ts";
import type { ShellWord } from "../../../model/invocation.ts";
import { readPair, readSetting } from "./git-setting.ts";
import { commandAt, findOperand, readOption } from "./options.ts";
import { optionValues } from "./table/option-values.ts";

const GLOBAL = [
  "-C",
  "-c",
  "--git-dir",
  "--work-tree",
  "--namespace",
  "--config-env",
  "--super-prefix",
];

/** Options of a verb whose value runs: on this side, or where the other repository is, which may be this machine. */
const OPTIONS: Readonly<Record<string, string>> = {
  rebase: "-x --exec",
  difftool: "-x --extcmd",
  grep: "-O --open-files-in-pager",
  fetch: "--upload-pack",
  "fetch-pack": "--upload-pack --exec",
  pull: "--upload-pack",
  "ls-remote": "--upload-pack --exec",
  push: "--receive-pack --exec",
  "send-pack": "--receive-pack --exec",
  archive: "--exec",
  daemon: "--access-hook",
  instaweb: "-d --httpd -b --browser",
  "send-email": "--sendmail-cmd --to-cmd --cc-cmd",
};

/** git: commands in settings, aliases, and the verbs that run commands. */
export const git: Wrapper = {
  names: ["git"],
  unwrap: (call) => {
    const { words } = call;
    const verb = findOperand(words, 1, { valued: GLOBAL });
    const settings = readOption(words.slice(1, verb), ["-c"]);
    const tail = words.slice(verb);
    const rest = words.slice(verb + 1);
    return [
      ...settings.flatMap((setting) => readSetting(setting, tail)),
      ...readCounted(call, tail),
      ...readVerb(words[verb]?.value, rest),
      ...rest.flatMap(readTransport),
    ];
  },
};

/** `GIT_CONFIG_KEY_0=key GIT_CONFIG_VALUE_0=value`, `GIT_CONFIG_PARAMETERS="'key=value'"`. */
function readCounted({ assignments }: Call, tail: readonly ShellWord[]): readonly Inner[] {
  const valueOf = (name: string) => assignments.find((each) => each.name === name)?.value.value;
  return assignments.flatMap(({ name, value: { value } }) => {
    if (name === "GIT_CONFIG_PARAMETERS")
      return readSetting(value.replaceAll("'", "").trim(), tail);
    const at = /^GIT_CONFIG_KEY_(\d{1,4})$/.exec(name)?.[1];
    return at === undefined ? [] : readPair(value, valueOf(`GIT_CONFIG_VALUE_${at}`) ?? "", tail);
  });
}

/** `ext::command`, in which `%20` and `% ` are spaces and `%S` is the service. */
function readTransport({ value }: ShellWord): readonly Inner[] {
  const text = /^(?:[\w.-]+=)?ext::([\s\S]*)$/.exec(value)?.[1];
  return text === undefined ? [] : [toSource(text.replaceAll(/%20|% /g, " "), "git ext::")];
}

/** `clone -c key=value` sets it before anything is fetched. */
function readClone(rest: readonly ShellWord[]): readonly Inner[] {
  const programs = optionValues(rest, "-u --upload-pack");
  const settings = optionValues(rest, "-c --config");
  return [
    ...programs.map((text) => toSource(text, "git clone -u")),
    ...settings.flatMap((setting) => readSetting(setting, [])),
  ];
}

function readVerb(verb = "", rest: readonly ShellWord[]): readonly Inner[] {
  if (verb === "clone") return readClone(rest);
  const names = Object.hasOwn(OPTIONS, verb) ? OPTIONS[verb] : undefined;
  if (names !== undefined)
    return optionValues(rest, names).map((text) => toSource(text, `git ${verb}`));
  switch (verb) {
    case "config":
      return readConfig(rest);
    case "bisect":
      return rest[0]?.value === "run" ? commandAt(rest, 1) : [];
    case "submodule":
      return readForeach(rest);
    case "filter-branch":
      return rest.flatMap(({ value }, at) => {
        const match = /^--[a-z-]+-filter(?:=([\s\S]*))?$/.exec(value);
        return match === null
          ? []
          : [toSource(match[1] ?? rest[at + 1]?.value ?? "", "git filter-branch")];
      });
    default:
      return [];
  }
}

/** `git config [options] key value`, also in the form `git config set key value`. */
function readConfig(rest: readonly ShellWord[]): readonly Inner[] {
  const valued = ["-f", "--file", "--blob", "--type", "--default", "--comment"];
  const start = rest[0]?.value === "set" ? 1 : 0;
  const at = findOperand(rest, start, { valued });
  const value = rest[at + 1]?.value;
  return value === undefined ? [] : readPair(rest[at]?.value ?? "", value, []);
}

function readForeach(rest: readonly ShellWord[]): readonly Inner[] {
  const verb = rest.findIndex((word) => word.value === "foreach");
  if (verb < 0) return [];
  const at = findOperand(rest, verb + 1, { valued: [] });
  return [toSource(joinWords(rest.slice(at)), "git submodule foreach")];
}

function toSource(text: string, label: string): Inner {
  return { kind: "source", text, label };
}
