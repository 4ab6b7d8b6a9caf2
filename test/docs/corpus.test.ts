import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { runRulesCommand } from "../../src/cli/rules/run-rules.ts";
import { capture } from "../cli/capture.ts";

const page = readFileSync("docs/CORPUS.md", "utf8");
const blockOf = (language: string) =>
  new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(page)?.[1] ?? "";

const place = mkdtempSync(path.join(tmpdir(), "toolgate-corpus-"));
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** The weights may be trained anew: what the page promises is the shape. */
const withoutFigures = (text: string) =>
  text
    .replaceAll(/(?<= )(?:\d+\.\d( %)?\d*|–)(?= |$)/gm, "N")
    .replaceAll(/ +/g, " ")
    .split("\n");

test("the run in docs/CORPUS.md prints the curves that the page shows", () => {
  const file = path.join(place, "rows.jsonl");
  writeFileSync(file, blockOf("jsonl"));
  const argv = ["test", "--corpus", file, "--from", "deny", "--show", "0", "rules"];
  const printed = capture(() => runRulesCommand(argv)).stdout;
  const shown = blockOf("text");
  const begin = printed.indexOf("THRESHOLD");
  const end = printed.indexOf("\n\nFOUND BY");
  expect(begin).toBeGreaterThan(0);
  expect(withoutFigures(`${printed.slice(begin, end)}\n`)).toEqual(withoutFigures(shown));
});
