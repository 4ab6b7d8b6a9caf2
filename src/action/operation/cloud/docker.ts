import { hasOption, readArguments } from "../arguments.ts";
import { type Operation, type OperationReader, toOperation } from "../operation.ts";
import { toNamePart, toPart } from "../resource-part.ts";
import { UNKNOWN } from "../../../model/invocation.ts";

const GLOBAL = "-H --host -c --context --config -l --log-level --tlscacert --tlscert --tlskey";

/** Options of `run` and `create` without a value; all others take one. */
const FLAGS =
  "-d -i -t -P -q --detach --interactive --tty --rm --privileged --init --read-only --publish-all " +
  "--quiet --no-healthcheck --sig-proxy --oom-kill-disable --disable-content-trust --replace -a " +
  "--all-tags --force -f --help";

/** docker and its like: `docker:push` on `registry/image:tag`, what is about containers on `containers/NAME`. */
export const docker: OperationReader = {
  programs: ["docker", "podman", "nerdctl"],
  prefix: "docker",
  read: ({ values }) => {
    const read = readArguments(values, { valued: GLOBAL, operands: 1 });
    const [first, ...rest] = read.operands;
    if (first === undefined || LOCAL.has(first)) return [];
    if (first === "compose") return [toOperation(`docker:compose-${verbOf(rest)}`, UNKNOWN)];
    const isGroup = GROUPS.has(first);
    const verb = isGroup ? (rest[0] ?? "help") : first;
    return readVerb(verb, isGroup ? rest.slice(1) : rest);
  },
};

function readVerb(verb: string, words: readonly string[]): readonly Operation[] {
  const name = `docker:${toNamePart(verb)}`;
  if (verb === "build" || verb === "bake") {
    const names = isPushed(words) ? [name, "docker:push"] : [name];
    return names.flatMap((each) => builtImages(words).map((image) => toOperation(each, image)));
  }
  if (!IMAGE_VERBS.has(verb)) return [toOperation(name, `containers/${toPart(operandOf(words))}`)];
  const image = toImage(operandOf(words));
  const all = hasOption(readArguments(words, { valued: "" }), "-a", "--all-tags");
  return [toOperation(name, verb === "push" && all ? `${image}:${UNKNOWN}` : image)];
}

const LOCAL = new Set(["help", "version", "info", "completion"]);
const GROUPS = new Set(
  "image container volume network system builder buildx context manifest".split(" "),
);
const IMAGE_VERBS = new Set("push pull run create rmi tag save".split(" "));

const BUILD = "-t --tag -o --output -f --file --set --build-arg --platform --target";

/** Whether a build pushes what it has built. */
function isPushed(words: readonly string[]): boolean {
  const read = readArguments(words, { valued: BUILD });
  const outputs = read.options.filter(({ name }) => name === "-o" || name === "--output");
  const isSent = outputs.some(({ value = UNKNOWN }) => /registry|push|\uFFFC/.test(value));
  return isSent || hasOption(read, "--push");
}

function builtImages(words: readonly string[]): readonly string[] {
  const { options } = readArguments(words, { valued: BUILD });
  const tags = options.filter(({ name }) => name === "-t" || name === "--tag");
  return tags.length === 0 ? [UNKNOWN] : tags.map(({ value }) => toImage(value));
}

function verbOf(words: readonly string[]): string {
  const valued = "-f --file -p --project-name --profile --env-file --project-directory";
  return toNamePart(readArguments(words, { valued, operands: 1 }).operands[0]);
}

/** The first word that is no option and no option's value. */
function operandOf(words: readonly string[]): string | undefined {
  const flags = new Set(FLAGS.split(" "));
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word === "--") return words[at + 1];
    if (!word.startsWith("-")) return word;
    const isCluster = /^-[ditPqa]+$/.test(word);
    if (!word.includes("=") && !flags.has(word) && !isCluster) at += 1;
  }
  return undefined;
}

/** With its registry: an image without one is Docker's own. */
function toImage(image: string | undefined): string {
  const part = toPart(image);
  if (part.startsWith(UNKNOWN)) return UNKNOWN;
  const [first = "", ...rest] = part.split("/");
  const isRegistry = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  if (isRegistry) return part;
  return rest.length > 0 ? `docker.io/${part}` : `docker.io/library/${part}`;
}
