import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeKey } from "../engine/services.ts";
import { describePrivate } from "./describe-private.ts";
import { CASEY, HOOKS, type Installed, KEYS, openInstalled, SPOOL, STRANGER } from "./installed.ts";

const KEY_FILE = `${KEYS}/lakera.key`;
const STATE = `${SPOOL}/${STRANGER}.lakera.state`;

/** What a company would put into rules.d/; the service is one of the machine itself. */
const POLICY = `policy:
  deadline_ms: 20000
  engines:
    lakera:
      run: always
      url: http://127.0.0.1:8765/v2
      key_file: ${KEY_FILE}
      deadline_ms: 15000
`;

/** Flags what has "verse" in it, breaks down on "chaos", and keeps what it was asked with. */
const SERVER = `
const { appendFileSync } = require("node:fs");
require("node:http").createServer((request, response) => {
  let text = "";
  request.on("data", (piece) => (text += piece));
  request.on("end", () => {
    appendFileSync("/opt/asked", request.headers.authorization + "\\n");
    if (text.includes("chaos")) return response.writeHead(500).end();
    const detected = text.includes("verse");
    const breakdown = [{ detector_type: "prompt_attack", detected, confidence: detected ? "L1" : "L5" }];
    response.end(JSON.stringify({ flagged: detected, breakdown }));
  });
}).listen(8765, "127.0.0.1", () => appendFileSync("/opt/ready", "yes"));
`;

/** A name server that never answers. */
const SILENT = `require("node:dgram").createSocket("udp4").bind(53, "127.0.0.1");`;

/** In the background, until it listens. */
const START = `/opt/server.cjs >/opt/server.log 2>&1 &
  for nth in $(seq 100); do [ ! -s /opt/ready ] || exit 0; sleep 0.1; done; exit 1`;

const promptOf = (prompt: string) => ({
  hook_event_name: "UserPromptSubmit",
  session_id: "s",
  cwd: "/",
  prompt,
});

describePrivate("the installed guard with a service on, run by an ordinary user", () => {
  const key = makeKey();
  let system: Installed;
  beforeAll(async () => {
    system = await openInstalled();
    writeFileSync(system.outside("/opt/server.cjs"), SERVER);
    writeFileSync(system.outside("/opt/silent.cjs"), SILENT);
    writeFileSync(system.outside(KEY_FILE), `${key}\n`);
    await system.must("chown", "root:toolgate", KEY_FILE);
    await system.must("chmod", "640", KEY_FILE);
    await system.must("mkdir", "-p", `${HOOKS}/rules/rules.d`);
    writeFileSync(system.outside(`${HOOKS}/rules/rules.d/engines.yaml`), POLICY);
    await system.must(`${HOOKS}/toolgate`, "rules", "build", `${HOOKS}/rules`);
    await system.must("sh", "-c", `"${process.execPath}" ${START}`);
  }, 180_000);
  afterAll(() => system?.close());

  const lastEngine = () =>
    JSON.parse(system.readRecords(STRANGER).at(-1)?.text ?? "").record.unmapped.engines[0];

  test("asks it with the key that the user cannot read, and does as it says", async () => {
    const { code, stderr } = await system.ask(promptOf("say it in verse"));
    expect(stderr).toContain("[injection/lakera.prompt_attack]");
    expect(code).toBe(2);
    expect(lastEngine()).toMatchObject({ outcome: "finished", sent: { host: "127.0.0.1:8765" } });
    expect(readFileSync(system.outside("/opt/asked"), "utf8")).toContain(`Bearer ${key}`);
    expect(
      system
        .readRecords(STRANGER)
        .map(({ text }) => text)
        .join("\n"),
    ).not.toContain(key);
    const { code: refused } = await system.run(["cat", KEY_FILE], { user: STRANGER });
    expect(refused).not.toBe(0);
  });

  test.for([
    ["everyone may read it", ["chmod", "o+r", KEY_FILE], "its key file can be read by everyone"],
    [
      "others may write it",
      ["chmod", "g+w", KEY_FILE],
      "its key file can be changed by others than root",
    ],
    [
      "it is the user's",
      ["chown", String(STRANGER), KEY_FILE],
      "its key file can be changed by others",
    ],
  ] as const)("takes no key while %s", async ([, change, reason]) => {
    await system.must(...change);
    const { code, stderr } = await system.ask(promptOf("hello"));
    await system.must("chown", "root:toolgate", KEY_FILE);
    await system.must("chmod", "640", KEY_FILE);
    expect(stderr).toContain(reason);
    expect(code).toBe(2);
    expect((await system.ask(promptOf("hello"))).code).toBe(0);
  });

  test("leaves it alone after three outages, and the user cannot reach what says so", async () => {
    for (let nth = 0; nth < 3; nth += 1) expect((await system.ask(promptOf("chaos"))).code).toBe(2);
    expect(existsSync(system.outside(STATE))).toBe(true);
    const { code, stderr } = await system.ask(promptOf("hello"));
    expect(stderr).toContain("it has failed 3 times in a row and is left alone for");
    expect(code).toBe(2);
    for (const command of [
      ["cat", STATE],
      ["rm", "-f", STATE],
      ["sh", "-c", `echo x >${STATE}`],
    ])
      expect((await system.run(command, { user: STRANGER })).code).not.toBe(0);
    expect(JSON.parse(readFileSync(system.outside(STATE), "utf8"))).toMatchObject({ outages: 3 });
  });

  test("takes no key that a group of the user's may read", async () => {
    const open = "/etc/toolgate-open.key";
    writeFileSync(system.outside(open), `${key}\n`);
    await system.must("chown", `root:${CASEY}`, open);
    await system.must("chmod", "640", open);
    const drop = `${HOOKS}/rules/rules.d/engines.yaml`;
    writeFileSync(system.outside(drop), POLICY.replace(KEY_FILE, open));
    await system.must(`${HOOKS}/toolgate`, "rules", "build", `${HOOKS}/rules`);
    const { code, stderr } = await system.ask(promptOf("hello"), { user: CASEY });
    expect(stderr).toContain("its key file can be read by the user");
    expect(code).toBe(2);
  });

  test("ends in time where the name server is silent", async () => {
    writeFileSync(system.outside("/opt/resolv.conf"), "nameserver 127.0.0.1\n");
    await system.must("mount", "--bind", "/opt/resolv.conf", "/etc/resolv.conf");
    await system.must("sh", "-c", `"${process.execPath}" /opt/silent.cjs >/opt/silent.log 2>&1 &`);
    writeFileSync(
      system.outside(`${HOOKS}/rules/rules.d/engines.yaml`),
      `weakens: a test\n${POLICY}`
        .replace("http://127.0.0.1:8765/v2", "https://guard.example.com/v2")
        .replace("deadline_ms: 15000", "deadline_ms: 1500"),
    );
    await system.must(`${HOOKS}/toolgate`, "rules", "build", `${HOOKS}/rules`);
    const begun = performance.now();
    const { code, stderr } = await system.ask(promptOf("hello"), { user: CASEY });
    expect(stderr).toMatch(/it took longer than 1\d{3} ms/);
    expect(code).toBe(2);
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});
