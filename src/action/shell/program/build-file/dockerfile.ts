import type { Inner } from "../../call.ts";
import { quoteWord } from "../../../quote-word.ts";

const MAX_INSTRUCTIONS = 256;

/** The end of each is looked for. */
const MAX_HEREDOCS = 64;

/** A heredoc of BuildKit: `RUN <<EOF`, whose lines are a script. */
const HEREDOC = /^(.*?)<<-?(["']?)(\w{1,64})\2\s*$/;

/**
 * What a Dockerfile runs while it is built. It runs in a container, and what it does to files is the image's own affair;
 * its way says `image:docker`. Source: https://docs.docker.com/reference/dockerfile/#run
 */
export function readDockerfile(text: string): readonly Inner[] {
  return instructionsOf(text)
    .filter((each) => /^\s*RUN\s/i.test(each))
    .slice(0, MAX_INSTRUCTIONS)
    .map((each) => toRun(each.replace(/^\s*RUN\s+(?:--[\w-]{1,32}=\S{1,1024}\s+)*/i, "")));
}

/** One text an instruction: continued lines are joined, those of a heredoc stand below it. */
function instructionsOf(text: string): readonly string[] {
  const lines = text
    .split("\n")
    .filter((line) => !/^\s*#/.test(line))
    .join("\n")
    .replaceAll(/\\[ \t]*\n/g, " ")
    .split("\n");
  const found: string[] = [];
  let heredocs = 0;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const [, before, , delimiter] = heredocs < MAX_HEREDOCS ? (HEREDOC.exec(line) ?? []) : [];
    if (delimiter !== undefined) heredocs += 1;
    const end = delimiter === undefined ? -1 : lines.indexOf(delimiter, at + 1);
    if (end > 0) found.push([before, ...lines.slice(at + 1, end)].join("\n"));
    else found.push(line);
    if (end > 0) at = end;
  }
  return found;
}

function toRun(text: string): Inner {
  const list = /^\[(.*)\]\s*$/.exec(text)?.[1];
  const words = [...(list ?? "").matchAll(/"((?:[^"\\]|\\.){0,4096})"/g)].map(
    ([, word = ""]) => word,
  );
  const source = list === undefined ? text : words.map(quoteWord).join(" ");
  return { kind: "source", text: source, label: "image:docker", feed: { kind: "inherited" } };
}
