import type { Inner, Wrapper } from "../call.ts";
import { joinWords } from "../call.ts";
import { findOperand } from "./options.ts";
import { awsSql } from "./sql-clients.ts";
import { optionValues } from "./table/option-values.ts";

/** Parameters are read up to here. */
const MAX_UNITS = 4096;

/** ansible: `-m shell -a cmd`; without `-m` it is a command too. */
const ansible: Wrapper = {
  names: ["ansible"],
  unwrap: ({ words }) => {
    const [module = "command"] = optionValues(words.slice(1), "-m --module-name");
    if (!/(?:^|\.)(?:shell|command|raw|script|expect)$/.test(module)) return [];
    return optionValues(words.slice(1), "-a --args").map((text) => toSource(text, "ansible -a"));
  },
};

/** salt: `target cmd.run text`. */
const salt: Wrapper = {
  names: ["salt", "salt-call", "salt-ssh"],
  unwrap: ({ words }) => {
    const at = words.findIndex(({ value }) => /^cmd\.\w+$/.test(value));
    const text = words[at + 1]?.value;
    return at < 0 || text === undefined ? [] : [toSource(text, "salt cmd.run")];
  },
};

/** aws: what is sent to machines, or run in containers, and SQL. */
const aws: Wrapper = {
  names: ["aws"],
  unwrap: (call) => {
    const rest = call.words.slice(1);
    const parameters = optionValues(rest, "--parameters").flatMap((text) => {
      const commands = /commands?["']?\s*[=:]\s*([\s\S]+)$/.exec(text)?.[1];
      return commands === undefined
        ? []
        : [commands.slice(0, MAX_UNITS).replaceAll(/^[[{"'\s]+|["'\]}\s]+$/g, "")];
    });
    const given = rest.some(({ value }) => value === "execute-command")
      ? optionValues(rest, "--command")
      : [];
    const sent = [...parameters, ...given].map((text) => toSource(text, "aws ssm"));
    return [...sent, ...awsSql.unwrap(call)];
  },
};

/** nix: `-c command` and `--command command`, to the end of the line, or behind `--`. */
const nix: Wrapper = {
  names: ["nix"],
  unwrap: ({ words }) => {
    const at = words.findIndex(({ value }) => /^(?:-c|--command)$/.test(value));
    return at < 0 || at + 1 >= words.length
      ? []
      : [{ kind: "command", words: words.slice(at + 1) }];
  },
};

/** ip: `netns exec name command`, `vrf exec name command`. */
const ip: Wrapper = {
  names: ["ip"],
  unwrap: ({ words }) => {
    const verb = findOperand(words, 1, { valued: ["-n", "-netns", "-f", "-family"] });
    const isExec =
      words[verb + 1]?.value === "exec" && /^(?:netns|vrf)$/.test(words[verb]?.value ?? "");
    return isExec && words.length > verb + 3
      ? [{ kind: "command", words: words.slice(verb + 3) }]
      : [];
  },
};

/** websocat: addresses that start a program, as socat's do. */
const websocat: Wrapper = {
  names: ["websocat"],
  unwrap: ({ words }) =>
    words.slice(1).flatMap(({ value }) => {
      const text = /^(?:exec|cmd|sh-c):([\s\S]+)$/.exec(value)?.[1];
      return text === undefined ? [] : [toSource(text, "websocat")];
    }),
};

/** run-parts and its like run what a directory holds: with a pattern and a directory, that program. */
const runParts: Wrapper = {
  names: ["run-parts"],
  unwrap: ({ words }) => {
    const [name] = optionValues(words.slice(1), "--regex").map((each) =>
      each.replaceAll(/[\^$]/g, ""),
    );
    const directory = words[findOperand(words, 1, { valued: ["--regex", "-a", "--arg"] })];
    return name === undefined || directory === undefined
      ? []
      : [toSource(`${joinWords([directory])}/${name}`, "run-parts")];
  },
};

function toSource(text: string, label: string): Inner {
  return { kind: "source", text, label };
}

/** Programs that run commands on many machines, in namespaces, or behind an address. */
export const orchestration: readonly Wrapper[] = [ansible, salt, aws, nix, ip, websocat, runParts];
