import type { ShellWord } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";
import { joinWords } from "../call.ts";
import { findOperand, readLetter } from "./options.ts";
import { optionValues } from "./table/option-values.ts";

const VALUED = [..."BbcDEeFIiJLlmOopQRSWw"].map((letter) => `-${letter}`);

/** Settings of the configuration that run a command on this side. */
const COMMANDS =
  /^\s*(ProxyCommand|LocalCommand|KnownHostsCommand|ForceCommand|XAuthLocation)[\s=]+([\s\S]*)$/i;

/** ssh: the words behind the destination, joined, are parsed by the shell over there. */
const ssh: Wrapper = {
  names: ["ssh", "autossh", "mosh"],
  unwrap: ({ words }) => {
    const destination = findOperand(words, 1, { valued: VALUED });
    // Options may follow the destination.
    const command = findOperand(words, destination + 1, { valued: VALUED });
    const inner: readonly Inner[] =
      command < words.length
        ? [{ kind: "source", text: joinWords(words.slice(command)) }]
        : [{ kind: "stdin" }];
    const options = words.slice(1, command);
    const programs = optionValues(options, "--ssh").map((text) => toSource(text, "mosh --ssh"));
    return [...inner, ...programs, ...readLocalCommands(options, "ssh")];
  },
};

/** scp and sftp: the program in place of ssh, and settings that are given to it. */
const copiers: readonly Wrapper[] = ["scp", "sftp", "ssh-copy-id", "sshd"].map((name) => ({
  names: [name],
  unwrap: ({ words, feed }) => [
    ...(name === "scp" || name === "sftp" ? optionValues(words.slice(1), "-S") : []).map((text) =>
      toSource(text, `${name} -S`),
    ),
    ...readLocalCommands(words.slice(1), name),
    ...(name === "sftp" && feed.kind === "text" ? readBatch(feed.text) : []),
  ],
}));

/** `!cmd` in what is typed into sftp. */
function readBatch(text: string): readonly Inner[] {
  return text.split("\n").flatMap((line) => {
    const shell = /^\s*!(.*)$/.exec(line)?.[1];
    return shell === undefined ? [] : [toSource(shell.trim() || "sh", "sftp !")];
  });
}

function readLocalCommands(options: readonly ShellWord[], program: string): readonly Inner[] {
  const settings = [...optionValues(options, "-o"), ...readLetter(options, "o")];
  return [...new Set(settings)].flatMap((setting) => {
    const match = COMMANDS.exec(setting);
    if (!match || match[2] === "none") return [];
    // It need not begin with a command: `;sh` was written for a shell all the same.
    const text = (match[2] ?? "").replace(/^[\s;&|]+/, "");
    return [toSource(text, match[1] ?? program)];
  });
}

function toSource(text: string, label: string): Inner {
  return { kind: "source", text, label };
}

/** Programs that talk to another machine by ssh. */
export const remote: readonly Wrapper[] = [ssh, ...copiers];
