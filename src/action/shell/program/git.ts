import type { ShellWord } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";
import { joinWords } from "../call.ts";
import { commandAt, findOperand, readOption } from "./options.ts";

const GLOBAL = [
  "-C",
  "-c",
  "--git-dir",
  "--work-tree",
  "--namespace",
  "--config-env",
  "--super-prefix",
];

/** Settings whose value git gives to a shell, in lower case. */
const COMMAND_SETTING =
  /^(?:core\.(?:pager|editor|sshcommand|fsmonitor|askpass|gitproxy|alternaterefscommand)|sequence\.editor|pager\..*|diff\.external|(?:diff|merge|difftool|mergetool)\..*\.(?:command|cmd|textconv|driver)|filter\..*\.(?:clean|smudge|process)|gpg\.(?:.*\.)?program|credential\.(?:.*\.)?helper|uploadpack\.packobjectshook|interactive\.difffilter|trailer\..*\.(?:command|cmd))$/;

/** git: commands in settings, aliases, and the verbs that run commands. */
export const git: Wrapper = {
  names: ["git"],
  unwrap: ({ words }) => {
    const verb = findOperand(words, 1, { valued: GLOBAL });
    const settings = readOption(words.slice(1, verb), ["-c"]);
    const rest = words.slice(verb + 1);
    return [
      ...settings.flatMap((setting) => readSetting(setting, words.slice(verb))),
      ...readVerb(words[verb]?.value, rest),
    ];
  },
};

/** `key=value` as after `-c`. @param tail the verb and what follows it, for an alias that is used at once. */
function readSetting(setting: string, tail: readonly ShellWord[]): readonly Inner[] {
  const at = setting.indexOf("=");
  if (at < 0) return [];
  return toCommand(setting.slice(0, at), setting.slice(at + 1), tail);
}

function toCommand(key: string, value: string, tail: readonly ShellWord[]): readonly Inner[] {
  const name = key.toLowerCase();
  const label = `git ${name}`;
  if (name.startsWith("alias.")) {
    const used = tail[0]?.value === key.slice("alias.".length);
    const args = used ? ` ${joinWords(tail.slice(1))}` : "";
    const text = value.startsWith("!") ? value.slice(1) : `git ${value}`;
    return [{ kind: "source", text: text + args, label }];
  }
  if (!COMMAND_SETTING.test(name) || /^(?:true|false)?$/.test(value)) return [];
  if (!name.endsWith("helper")) return [{ kind: "source", text: value, label }];
  return value.startsWith("!") ? [{ kind: "source", text: value.slice(1), label }] : [];
}

function readVerb(verb: string | undefined, rest: readonly ShellWord[]): readonly Inner[] {
  switch (verb) {
    case "config":
      return readConfig(rest);
    case "rebase":
      return readOption(rest, ["-x", "--exec"]).map((text) => toSource(text, "git rebase --exec"));
    case "bisect":
      return rest[0]?.value === "run" ? commandAt(rest, 1) : [];
    case "difftool":
      return readOption(rest, ["-x", "--extcmd"]).map((text) => toSource(text, "git difftool -x"));
    case "submodule":
      return readForeach(rest);
    case "filter-branch":
      return rest.flatMap((word, at) =>
        /^--[a-z-]+-filter$/.test(word.value)
          ? [toSource(rest[at + 1]?.value ?? "", `git filter-branch ${word.value}`)]
          : [],
      );
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
  return value === undefined ? [] : toCommand(rest[at]?.value ?? "", value, []);
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
