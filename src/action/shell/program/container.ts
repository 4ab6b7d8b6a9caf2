import type { ShellWord } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";
import { readContainerFiles } from "./builder.ts";
import { commandAt, findOperand, readOption } from "./options.ts";

const GLOBAL = ["-H", "--host", "-c", "--context", "--config", "-l", "--log-level", "-f", "--file"];
const COMPOSE = [
  "-p",
  "--project-name",
  "--profile",
  "--env-file",
  "--project-directory",
  "--ansi",
];

/** Options of `run` and `exec` without a value; all others take one. */
const FLAGS = (
  "-d -i -t -P -q -T -a --detach --interactive --tty --rm --privileged --init " +
  "--read-only --publish-all --quiet --no-healthcheck --sig-proxy " +
  "--oom-kill-disable --disable-content-trust --no-deps --build --no-TTY " +
  "--service-ports --use-aliases --remove-orphans --quiet-pull --help --latest " +
  "--replace --no-hosts --tls-verify --env-host --http-proxy"
).split(" ");

/** docker and its like: the command behind the image or container of `run`, `exec`, `create`. */
export const container: Wrapper = {
  names: ["docker", "podman", "nerdctl", "docker-compose", "podman-compose"],
  unwrap: (call) => {
    const { words } = call;
    const verb = findVerb(words);
    const name = words[verb]?.value;
    if (name !== "run" && name !== "exec" && name !== "create") return readContainerFiles(call);
    const target = findOperand(words, verb + 1, { flags: FLAGS });
    const command = words.slice(target + 1);
    const [entry] = readOption(words.slice(verb + 1, target), ["--entrypoint"]);
    if (entry === undefined || entry === "") return commandAt(command, 0);
    const program: ShellWord = { text: entry, value: entry, certainty: "known" };
    return [{ kind: "command", words: [program, ...command] }];
  },
};

/** Index of the verb behind `docker`, `docker container`, `docker compose -f x`. */
function findVerb(words: readonly ShellWord[]): number {
  const first = findOperand(words, 1, { valued: [...GLOBAL, ...COMPOSE] });
  const value = words[first]?.value;
  if (value !== "container" && value !== "compose") return first;
  return findOperand(words, first + 1, { valued: [...GLOBAL, ...COMPOSE] });
}

/** kubectl and oc: `exec` and `run`, the command behind `--`. */
export const kubectl: Wrapper = {
  names: ["kubectl", "oc", "k3s", "microk8s"],
  unwrap: ({ words }) => behindDashes(words, ["exec", "run", "debug", "rsh"]),
};

/** Programs that run what stands behind `--`. */
export const dashed: Wrapper = {
  names: ["mise", "rtx", "op", "doppler", "devbox", "distrobox", "lxc", "incus"],
  unwrap: ({ words }) => behindDashes(words, []),
};

function behindDashes(words: readonly ShellWord[], verbs: readonly string[]): readonly Inner[] {
  const dashes = words.findIndex((word) => word.value === "--");
  if (dashes > 0) return commandAt(words, dashes + 1);
  // The old form without dashes: `kubectl exec pod command`.
  const verb = words.findIndex((word) => verbs.includes(word.value));
  if (verb < 0) return [];
  const flags = ["-i", "-t", "--stdin", "--tty", "-q", "--quiet"];
  return commandAt(words, findOperand(words, verb + 1, { flags }) + 1);
}
