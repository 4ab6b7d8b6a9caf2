import type { ShellWord } from "../../../model/invocation.ts";
import type { Call, Inner, Wrapper } from "../call.ts";
import { toKnownWord } from "../expand/fields.ts";
import { readCmakeLists, readNinja } from "./build-file/build-commands.ts";
import { readComposeFile } from "./build-file/compose-file.ts";
import { readDockerfile } from "./build-file/dockerfile.ts";
import { readJustfile } from "./build-file/justfile.ts";
import { readTaskfile } from "./build-file/taskfile.ts";
import { commandAt, findOperand, readOption } from "./options.ts";

type Words = readonly ShellWord[];

const JUST_VALUED = "-f --justfile -d --working-directory --dotenv-path --shell --set -E".split(
  " ",
);

/** just: the recipes that it is asked for, as the shell gets them. */
const just: Wrapper = {
  names: ["just"],
  unwrap: ({ words }) => {
    // `just --command x y` runs x among the variables of its file.
    const given = words.findIndex(({ value }) => value === "--command" || value === "-c");
    if (given > 0) return commandAt(words, given + 1);
    const goals = goalsOf(words, JUST_VALUED);
    const toSources = (text: string): readonly string[] => readJustfile(text, goals);
    return filesOf(words, ["-f", "--justfile"], ["justfile", "Justfile", ".justfile"]).map(
      (file) => ({ kind: "code", option: "-f", file, toSources }),
    );
  },
};

const TASK_VALUED = "-t --taskfile -d --dir -o --output -C --concurrency -I --interval".split(" ");

/** task: the tasks that it is asked for. */
const task: Wrapper = {
  names: ["task", "go-task"],
  unwrap: ({ words }) => {
    const goals = goalsOf(words, TASK_VALUED);
    const toSources = (text: string): readonly string[] => readTaskfile(text, goals);
    return filesOf(words, ["-t", "--taskfile"], ["Taskfile.yml", "Taskfile.yaml"]).map((file) => ({
      kind: "code",
      option: "-f",
      file,
      toSources,
    }));
  },
};

/** ninja: its files are made by other programs and long, so only one of the line's own writing is read. */
const ninja: Wrapper = {
  names: ["ninja", "samu"],
  unwrap: ({ words }) =>
    filesOf(words, ["-f"], ["build.ninja"]).map((file) => ({
      kind: "code",
      option: "-f",
      written: true,
      file,
      toSources: readNinja,
    })),
};

/** cmake: what the lists of the line's own writing start. */
export function readCmake(words: Words): readonly Inner[] {
  const places = words.slice(1, 16).flatMap(({ value }) => (value.startsWith("-") ? [] : value));
  const scripts = readOption(words.slice(1), ["-P"]);
  const files = [...new Set([...places, "."])].map((place) => `${place}/CMakeLists.txt`);
  return [...files, ...scripts].map((file) => toWritten(file, readCmakeLists));
}

/** docker: what a Dockerfile runs in a build, and a compose file starts, where the line itself has written it. */
export function readContainerFiles({ words }: Call): readonly Inner[] {
  const verbs = words.slice(1, 16).map(({ value }) => value);
  const isCompose = verbs.includes("compose") || words[0]?.value.endsWith("compose") === true;
  if (isCompose && verbs.some((verb) => STARTS.test(verb))) return readCompose(words);
  return verbs.some((verb) => BUILDS.test(verb)) ? readBuild(words) : [];
}

const STARTS = /^(?:up|run|start|create|watch|restart)$/;
const BUILDS = /^(?:build|buildx|bake)$/;

function readCompose(words: Words): readonly Inner[] {
  const names = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
  const files = filesOf(words, ["-f", "--file"], names);
  return files.map(({ value }) => toWritten(value, readComposeFile));
}

function readBuild(words: Words): readonly Inner[] {
  const place = words.at(-1)?.value ?? ".";
  const files = filesOf(
    words,
    ["-f", "--file"],
    ["Dockerfile", "Containerfile", `${place}/Dockerfile`],
  );
  // `docker build -` gets the file itself.
  if (place === "-" || files.some(({ value }) => value === "-"))
    return [{ kind: "statements", read: readDockerfile }];
  return files.map(({ value }) => toWritten(value, readDockerfile));
}

function toWritten(file: string, read: (text: string) => readonly Inner[]): Inner {
  return { kind: "statements", written: true, file: toKnownWord(file), read };
}

function goalsOf(words: Words, valued: readonly string[]): readonly string[] {
  const goals: string[] = [];
  for (let at = findOperand(words, 1, { valued }); at < words.length && goals.length < 32;) {
    goals.push(words[at]?.value ?? "");
    at = findOperand(words, at + 1, { valued });
  }
  return goals;
}

function filesOf(words: Words, options: readonly string[], names: readonly string[]): Words {
  const given = readOption(words.slice(1), options);
  return (given.length > 0 ? given : names).map(toKnownWord);
}

/** Programs that run what a file of theirs says. */
export const builder: readonly Wrapper[] = [just, task, ninja];
