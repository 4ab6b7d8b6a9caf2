import type { ShellWord } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";
import { joinWords } from "../call.ts";
import { findOperand, readOption } from "./options.ts";

const VALUED = [..."BbcDEeFIiJLlmOopQRSWw"].map((letter) => `-${letter}`);

/** ssh: the words behind the destination, joined, are parsed by the shell over there. */
export const ssh: Wrapper = {
  names: ["ssh", "autossh", "mosh"],
  unwrap: ({ words }) => {
    const destination = findOperand(words, 1, { valued: VALUED });
    // Options may follow the destination.
    const command = findOperand(words, destination + 1, { valued: VALUED });
    const inner: readonly Inner[] =
      command < words.length
        ? [{ kind: "source", text: joinWords(words.slice(command)) }]
        : [{ kind: "stdin" }];
    return [...inner, ...readLocalCommands(words.slice(1, command))];
  },
};

/** Commands of the configuration that run on this side. */
function readLocalCommands(options: readonly ShellWord[]): readonly Inner[] {
  return readOption(options, ["-o"]).flatMap((setting) => {
    const match = /^\s*(ProxyCommand|LocalCommand|KnownHostsCommand)[\s=]+([\s\S]*)$/i.exec(
      setting,
    );
    if (!match || match[2] === "none") return [];
    return [{ kind: "source", text: match[2] ?? "", label: `ssh -o ${match[1]}` }];
  });
}
