import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeScanners, gitleaksPath, makeToken, trufflehogPath } from "../engine/scanners.ts";
import { describePrivate } from "./describe-private.ts";
import { toolEvent } from "./events.ts";
import { HOOKS, KEYS, openInstalled, STRANGER, type Installed } from "./installed.ts";

const SCANNERS = "/opt/scanners";

/** A rule that only gitleaks has. */
const CONFIG = `[[rules]]
id = "acme-token"
regex = '''acme_[A-Za-z0-9]{32}'''
keywords = ["acme_"]
`;

/** What a company would put into rules.d/. */
const POLICY = `policy:
  deadline_ms: 20000
  engines:
    gitleaks:
      run: always
      path: ${SCANNERS}/gitleaks
      config: ${SCANNERS}/acme.toml
      deadline_ms: 15000
    trufflehog:
      run: on_candidate
      path: ${SCANNERS}/trufflehog
      deadline_ms: 15000
`;

/** A scanner that tells what it could do, and finds nothing. */
const CURIOUS = `#!/bin/sh
if [ "$1" = version ]; then echo 8.30.1; exit; fi
{ id -G; id -u; cat ${KEYS}/spool.key; env; } >/tmp/curious 2>&1
cat >/dev/null
echo '[]'
echo 'scanned ~99999 bytes (100 KB) in 1ms' >&2
`;

const write = (content: string): object =>
  toolEvent("Write", { file_path: "/home/dev/project/notes.txt", content });

describePrivate("the installed guard with engines on, run by an ordinary user", () => {
  describeScanners("with the real ones", () => {
    let system: Installed;
    beforeAll(async () => {
      system = await openInstalled();
      await system.must("mkdir", "-p", SCANNERS, `${HOOKS}/rules/rules.d`);
      await system.must("cp", gitleaksPath, trufflehogPath, SCANNERS);
      writeFileSync(system.outside(`${SCANNERS}/acme.toml`), CONFIG);
      writeFileSync(system.outside(`${HOOKS}/rules/rules.d/engines.yaml`), POLICY);
      await system.must(`${HOOKS}/toolgate`, "rules", "build", `${HOOKS}/rules`);
    }, 180_000);
    afterAll(() => system?.close());

    const lastEngines = () =>
      JSON.parse(system.readRecords(STRANGER).at(-1)?.text ?? "").record.unmapped.engines;

    test("denies what only gitleaks finds", async () => {
      const { code, stderr } = await system.ask(write(`see acme_${makeToken(32)}`));
      expect(stderr).toContain("[secret/gitleaks.acme-token]");
      expect(code).toBe(2);
      expect(lastEngines()).toEqual([
        expect.objectContaining({ name: "gitleaks", outcome: "finished", findings: 1 }),
      ]);
      expect(lastEngines()[0]).not.toHaveProperty("unprotected");
    });

    test("asks TruffleHog about a candidate, without a home or a network", async () => {
      const { code } = await system.ask(write(`token = "${"gh"}p_${makeToken(36)}"`));
      expect(code).toBe(2);
      expect(lastEngines()).toMatchObject([
        { name: "gitleaks", outcome: "finished" },
        { name: "trufflehog", outcome: "finished", version: "3.90.0" },
      ]);
    });

    test.for([
      ["the directory that it stands in", SCANNERS],
      ["the scanner", `${SCANNERS}/gitleaks`],
      ["its rules", `${SCANNERS}/acme.toml`],
    ] as const)("denies while others than root may write %s", async ([, path]) => {
      await system.must("chmod", "o+w", path);
      const { code, stderr } = await system.ask(write("innocent"));
      await system.must("chmod", "o-w", path);
      expect(stderr).toContain("can be changed by others than root");
      expect(code).toBe(2);
      expect((await system.ask(write("innocent"))).code).toBe(0);
    });

    test("gives a scanner the user's rights and nothing of the environment", async () => {
      await system.must("mv", `${SCANNERS}/gitleaks`, `${SCANNERS}/real`);
      writeFileSync(system.outside(`${SCANNERS}/gitleaks`), CURIOUS, { mode: 0o755 });
      const env = { HOME: "/home/dev", GITHUB_TOKEN: "of-the-user" };
      expect((await system.ask(write("innocent"), { env })).code).toBe(0);
      await system.must("mv", `${SCANNERS}/real`, `${SCANNERS}/gitleaks`);
      const told = readFileSync(system.outside("/tmp/curious"), "utf8").split("\n");
      expect(told.slice(0, 2)).toEqual([String(STRANGER), String(STRANGER)]);
      expect(told[2]).toMatch(/Permission denied/);
      expect(told.join("\n")).not.toMatch(/HOME|of-the-user/);
    });
  });
});
