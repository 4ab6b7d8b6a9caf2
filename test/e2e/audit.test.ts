import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unseal } from "../../src/audit/seal/sealed-line.ts";
import { describePrivate } from "../system/describe-private.ts";
import { type Forwarder, prepareRun, startInstalled } from "../system/forwarder.ts";
import { HOOKS, KEYS } from "../system/installed.ts";
import { openClient, type Client } from "./client.ts";
import type { Block } from "./fake-api.ts";

const AUDIT = "/var/lib/toolgate/audit";
const LAKE = "/var/lake";

const bash = (command: string): Block => ({ tool: "Bash", input: { command } });

const POLICY = `policy:
  audit:
    sinks:
      - { kind: file, name: lake, directory: ${LAKE} }
`;

interface Delivered {
  readonly api: { readonly operation: string; readonly request: { readonly uid: string } };
  readonly metadata: { readonly event_code: string };
  readonly unmapped: { readonly told: string; readonly integrity: string };
}

describePrivate("what the real client does, at the far end", () => {
  let client: Client;
  let forwarder: Forwarder;
  beforeAll(async () => {
    client = await openClient();
    mkdirSync(client.outside(`${HOOKS}/rules/rules.d`), { recursive: true });
    writeFileSync(client.outside(`${HOOKS}/rules/rules.d/50-audit.yaml`), POLICY);
    await client.must(`${HOOKS}/toolgate`, "rules", "build", `${HOOKS}/rules`);
    await client.must("install", "-d", "-o", "toolgate", "-g", "toolgate", "-m", "700", LAKE);
    await prepareRun(client);
    forwarder = await startInstalled(client);
  }, 180_000);
  afterAll(async () => {
    await forwarder?.stop();
    await client?.close();
  });

  /** Events of hooks that have arrived. */
  const readLake = (): readonly Delivered[] =>
    readdirSync(client.outside(LAKE))
      .flatMap((name) =>
        readFileSync(path.join(client.outside(LAKE), name), "utf8")
          .trim()
          .split("\n"),
      )
      .filter((line) => unseal(line)?.seal.via !== undefined)
      .map((line): Delivered => JSON.parse(line));

  const verify = (...args: string[]) =>
    client.run([`${HOOKS}/toolgate`, "audit", "verify", "--key", `${AUDIT}/seal.pub`, ...args]);

  test("is there call by call, in two seconds, whichever way a record could take", async () => {
    const turns = [[bash("echo one")], [bash("rm -rf ~")], [bash("echo two")]];
    await client.play({ turns });
    await client.play({ turns: [[bash("echo three")]], noNewPrivileges: true });
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const before = readLake().filter(
      ({ metadata, api }) => metadata.event_code === "PreToolUse" && api.operation === "Bash",
    );
    expect(
      before.map(({ unmapped: { told, integrity } }) => `${told} ${integrity}`).toSorted(),
    ).toEqual(["deny setgid", "none service", "none setgid", "none setgid"]);
    // The id by which the log of the model's requests knows the call.
    for (const { api } of before) expect(api.request.uid).toMatch(/^toolu_/);
  });

  test("is proven by the public key, with every MAC of a hook", async () => {
    await forwarder.signal("TERM");
    const found = await verify("--spool-key", `${KEYS}/spool.key`, LAKE);
    expect(found.stdout).toMatch(/^PROVEN: 1 log/);
    expect(found.code).toBe(0);
  });

  test("is not proven any more when a denial in it became a pass", async () => {
    const [name = ""] = readdirSync(client.outside(LAKE));
    const file = client.outside(`${LAKE}/${name}`);
    writeFileSync(file, readFileSync(file, "utf8").replace('"told":"deny"', '"told":"none"'));
    const found = await verify(LAKE);
    expect(found.code).toBe(1);
    expect(found.stdout).toContain("is not what was sealed");
  });
});
