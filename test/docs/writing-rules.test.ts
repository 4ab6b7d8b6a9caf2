import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";

const root = path.dirname(path.dirname(import.meta.dirname));
const page = readFileSync(path.join(root, "docs", "WRITING-RULES.md"), "utf8");
const blocks = [...page.matchAll(/```sh\n(.+?)\n```/gs)].map(([, block]) => block ?? "");
const place = mkdtempSync(path.join(tmpdir(), "toolgate-writing-rules-"));
const dropIn = path.join(place, "my-rules", "rules.d", "50-acme.yaml");

afterAll(() => rmSync(place, { recursive: true, force: true }));

/** The page's day, whenever the page is read. */
const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

test("each command of the page does what the page says, in its order", () => {
  const script = `set -euo pipefail\n${blocks.join("\n")}`.replaceAll("2027-01-15", tomorrow);
  const env = { ...process.env, TOOLGATE_HOOKS: path.join(root, "dist", "hooks") };
  const shown = execFileSync("bash", ["-c", script], { cwd: place, encoding: "utf8", env });
  expect(shown).toContain("command/acme-deploy-prod");
  expect(shown).toMatch(/^decision +deny, exit code 2$/m);
  const events = shown.split("\n").filter((line) => line.startsWith('{"index"'));
  // Before the day is given, and after.
  const decisions = events.map((line) => JSON.parse(line).decision);
  expect(decisions).toEqual(["none", "deny", "none", "warn"]);
}, 120_000);

test("an example in the wrong list is told with its place, and a misspelt key with the right one", () => {
  const written = readFileSync(dropIn, "utf8");
  const lying = written.replace("        - bash -c 'cd", "        - acmectl deploy staging\n$&");
  expect(build(lying)).toMatch(/rules\.d\/50-acme\.yaml:\d+:\d+: .*acme-deploy-prod.*not caught/);
  expect(build(written.replace("severity:", "severty:"))).toContain('did you mean "severity"?');
});

/** What a build of the page's rules says on stderr, with this in place of the drop-in. */
function build(text: string): string {
  const before = readFileSync(dropIn, "utf8");
  writeFileSync(dropIn, text);
  const toolgate = path.join(root, "dist", "hooks", "toolgate");
  const { stderr, status } = spawnSync(toolgate, ["rules", "build", "my-rules"], {
    cwd: place,
    encoding: "utf8",
  });
  if (status !== 0) writeFileSync(dropIn, before);
  return status === 0 ? "" : stderr;
}
