import type { Inner, Wrapper } from "../call.ts";
import { optionValues } from "./table/option-values.ts";

/** Settings on the command line, `KEY=VALUE`, of which some are commands. */
interface Settings {
  readonly names: string;
  /** Options that take a setting. */
  readonly options: string;
  /** Keys whose value is a command; compared in lower case. */
  readonly key: RegExp;
}

/** Programs whose settings may be given as words. */
export const setting: readonly Wrapper[] = [
  // Lists of hooks end in `::`.
  toWrapper({
    names: "apt apt-get aptitude apt-cache apt-mark apt-key",
    options: "-o --option",
    key: /invoke|install-pkgs|::(?:pager|browser|editor)|^dir::bin|proxy-auto-?detect|::command|::program/,
  }),
  toWrapper({
    names: "hg chg",
    options: "--config",
    key: /^(?:ui\.(?:editor|ssh|merge)|pager\.pager|hooks\.|merge-tools\..*\.executable|extdiff\.|editor\.|auth\..*cmd)/,
  }),
  toWrapper({ names: "rtorrent", options: "-o", key: /execute/ }),
  toWrapper({ names: "sshfs", options: "-o", key: /^(?:ssh_command|proxycommand|localcommand)$/ }),
];

function toWrapper({ names, options, key }: Settings): Wrapper {
  return {
    names: names.split(" "),
    unwrap: ({ words }) =>
      optionValues(words.slice(1), options).flatMap((value) => readSetting(value, key)),
  };
}

/** `alias.x=!cmd` is a command whatever the program: what a key means otherwise is in `key`. */
function readSetting(text: string, key: RegExp): readonly Inner[] {
  const match = /^=?([^=\s]+?)(?:::)?(?:=|\s+)([\s\S]*)$/.exec(text);
  if (match === null) return [];
  const [, name = "", value = ""] = match;
  const isShell = value.startsWith("!");
  if (!isShell && !key.test(name.toLowerCase())) return [];
  return [{ kind: "source", text: isShell ? value.slice(1) : value, label: `setting ${name}` }];
}
