import type { Origin } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Output } from "../frame.ts";
import { addOrigins, blur, feedOrigins, readOrigins } from "../origin.ts";
import { originOfProgram } from "../output/program-origin.ts";
import { readNamed } from "./files.ts";
import type { Site } from "./source.ts";

/** Programs whose command runs among other files than this machine's. */
const ELSEWHERE = new Set(["docker", "podman", "nerdctl", "kubectl", "oc", "docker-compose"]);

/** Programs that print some lines of what they read, as they are. */
const SELECTORS = new Set(["cat", "tee", "grep", "egrep", "fgrep", "head", "tail", "sort", "uniq"]);

/** What a call writes, with where the unknown parts of it come from: the program, its input, its files. */
export function attribute(program: string, output: Output, site: Site): Output {
  if (!output.includes(UNKNOWN)) return output;
  const own = originOfProgram(program, site.call);
  const origins = [...readSources(program, site), ...(own === undefined ? [] : [own])];
  return addOrigins(ELSEWHERE.has(program) ? blur([output]) : output, origins);
}

/** Where what a program reads comes from. A file that went through one is no longer that file. */
function readSources(program: string, { call, frame }: Site): readonly Origin[] {
  const hasFiles = frame.scope.definitions.files.size > 0;
  const named = hasFiles ? call.words.slice(1).flatMap((word) => readNamed(word, frame) ?? []) : [];
  const origins = [...feedOrigins(call.feed), ...named.flatMap((text) => readOrigins(text))];
  const selects = SELECTORS.has(program) && named.length === 0;
  return selects ? origins : origins.filter((each) => each !== "local" && each !== "generator");
}
