import type { Origin } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Call } from "../call.ts";
import type { Output } from "../frame.ts";
import { addOrigins, blur, feedOrigins, markData, readOrigins } from "../origin.ts";
import { originOfProgram } from "../output/program-origin.ts";
import { readNamed } from "./files.ts";
import type { Site } from "./source.ts";

/** Programs whose command runs among other files than this machine's. */
const ELSEWHERE = new Set(["docker", "podman", "nerdctl", "kubectl", "oc", "docker-compose"]);

/** Programs that print some lines of what they read, as they are. */
const SELECTORS = new Set(["cat", "tee", "grep", "egrep", "fgrep", "head", "tail", "sort", "uniq"]);

/** What a call writes, with where the unknown parts of it come from: the program, its input, its files. */
export function attribute(program: string, output: Output, site: Site): Output {
  if (!output.includes(UNKNOWN) || tellsOnlyNumbers(program, site.call)) return output;
  const own = originOfProgram(program, site.call);
  const origins = [...readSources(program, site), ...(own === undefined ? [] : [own])];
  const told = addOrigins(ELSEWHERE.has(program) ? blur([output]) : output, origins);
  return isData(program, site.call) ? markData(told) : told;
}

/** Programs whose other end is one's own: what it says is no code, but where it is run as such. */
const OWN_ENDS = new Set("ssh autossh mosh gh glab aws gcloud gsutil rclone".split(" "));

/** jq prints texts in quotes where it is not told otherwise. */
function isData(program: string, call: Call): boolean {
  if (program === "jq" && /\blength\W{0,3}$/.test(call.words.at(-1)?.value ?? "")) return true;
  if (program === "jq") return !/(?:^|\s)(?:-\w*[rj]|--raw|--join)/.test(flagsOf(call));
  return OWN_ENDS.has(program);
}

/** Programs that write numbers and sums, whatever they read. */
const COUNTERS = new Set(
  "wc cksum sum md5sum sha1sum sha224sum sha256sum sha384sum sha512sum shasum b2sum".split(" "),
);

function tellsOnlyNumbers(program: string, call: Call): boolean {
  if (COUNTERS.has(program)) return true;
  return program.endsWith("grep") && /(?:^|\s)(?:-\w*c|--count)/.test(flagsOf(call));
}

function flagsOf({ words }: Call): string {
  return words.flatMap(({ value }) => (value.startsWith("-") ? value : [])).join(" ");
}

/** Where what a program reads comes from. A file that went through one is no longer that file. */
function readSources(program: string, { call, frame }: Site): readonly Origin[] {
  // What curl names it has filled itself.
  const hasFiles = frame.scope.definitions.files.size > 0 && program !== "curl";
  const named = hasFiles ? call.words.slice(1).flatMap((word) => readNamed(word, frame) ?? []) : [];
  const origins = [...feedOrigins(call.feed), ...named.flatMap((text) => readOrigins(text))];
  const selects = SELECTORS.has(program) && named.length === 0;
  return selects ? origins : origins.filter((each) => each !== "local" && each !== "generator");
}
