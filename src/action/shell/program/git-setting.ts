import type { ShellWord } from "../../../model/invocation.ts";
import type { Inner } from "../call.ts";
import { joinWords } from "../call.ts";

const ALWAYS =
  "core\\.(?:pager|editor|sshcommand|fsmonitor|askpass|gitproxy|alternaterefscommand)|" +
  "sequence\\.editor|pager\\..*|diff\\.external|interactive\\.difffilter|instaweb\\.httpd|" +
  "gpg\\.(?:.*\\.)?program|gpg\\..*\\.defaultkeycommand|credential\\.(?:.*\\.)?helper|" +
  "uploadpack\\.packobjectshook|sendemail\\.(?:.*\\.)?(?:sendmailcmd|tocmd|cccmd|headercmd)";

/** In the section of a tool, a remote, a format. */
const NAMED =
  "(?:diff|merge|difftool|mergetool|browser|man|guitool)\\..*\\.(?:command|cmd|textconv|driver|path)|" +
  "filter\\..*\\.(?:clean|smudge|process)|trailer\\..*\\.(?:command|cmd)|tar\\..*\\.command|" +
  "remote\\..*\\.(?:uploadpack|receivepack)|submodule\\..*\\.update|hook\\..*\\.command";

/** Settings whose value git gives to a shell, in lower case. */
const COMMAND_SETTING = new RegExp(`^(?:${ALWAYS}|${NAMED})$`);

/** `key=value` as after `-c`. @param tail the verb and what follows it, for an alias that is used at once. */
export function readSetting(setting: string, tail: readonly ShellWord[]): readonly Inner[] {
  const at = setting.indexOf("=");
  return at < 0 ? [] : readPair(setting.slice(0, at), setting.slice(at + 1), tail);
}

/** A setting by its key and its value. */
export function readPair(key: string, value: string, tail: readonly ShellWord[]): readonly Inner[] {
  const name = key.toLowerCase();
  const label = `git ${name}`;
  if (name.startsWith("alias.")) {
    const used = tail[0]?.value === key.slice("alias.".length);
    const args = used ? ` ${joinWords(tail.slice(1))}` : "";
    const text = value.startsWith("!") ? value.slice(1) : `git ${value}`;
    return [{ kind: "source", text: text + args, label }];
  }
  if (!COMMAND_SETTING.test(name) || /^(?:true|false)?$/.test(value)) return [];
  // A plain word is a way of its own or the name of a program of git's; `!` and a path are commands.
  const isNamed = name.endsWith("helper") || name.endsWith(".update");
  if (isNamed && !/^[!/]/.test(value)) return [];
  return [{ kind: "source", text: value.replace(/^!/, ""), label }];
}
