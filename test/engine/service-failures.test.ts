import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { makePlace } from "./scanners.ts";
import { describeWithCertificates, makeSelfSigned } from "./self-signed.ts";
import { type Behaviour, startServer } from "./service-server.ts";
import { askService, keyFileOf, LAKERA_CLEAN, lakeraAt, makeKey, promptOf } from "./services.ts";

/** Answers with a status, and nothing that we would understand. */
const status =
  (code: number, headers: Record<string, string> = {}): Behaviour =>
  () =>
  (_request, response) =>
    response.writeHead(code, headers).end('{"message":"of the service"}');

const bytes =
  (text: string, code = 200): Behaviour =>
  () =>
  (_request, response) =>
    response.writeHead(code, { "content-type": "application/json" }).end(text);

/** Half of what it says it will say. */
const half: Behaviour = () => (_request, response) => {
  response.writeHead(200, { "content-length": "1000" });
  response.write('{"flagged":', () => response.destroy());
};

const silent: Behaviour = () => () => {};

/** Begins to answer and never comes to an end. */
const endless: Behaviour = () => (_request, response) => {
  response.writeHead(200);
  response.write("{");
};

async function failureOf(behaviour: Behaviour, deadlineMs = 10_000) {
  const { url, asked } = await startServer(behaviour);
  const begun = performance.now();
  const { failure, findings } = await askService(lakeraAt(url, { deadlineMs }), [promptOf("text")]);
  expect(findings).toMatchObject([{ rule: "self/engine-failed", outcome: "deny" }]);
  return { failure, times: asked.length, took: performance.now() - begun };
}

describe("a service has failed, and says why, when", () => {
  test.each<[string, Behaviour, string, number]>([
    ["its answer is no JSON", bytes("<html>"), "its answer is not JSON", 1],
    ["its answer is empty", bytes(""), "its answer is not JSON", 1],
    ["its answer is a word", bytes('"fine"'), "its answer is not one that we know", 1],
    ["it does not know the key", status(401), "it does not accept our key (status 401)", 1],
    ["it forbids it", status(403), "it does not accept our key (status 403)", 1],
    ["it finds the question wrong", status(422), "it refuses to answer (status 422)", 1],
    ["it says less than fine", status(204), "it refuses to answer (status 204)", 1],
    ["it breaks down", status(500), "it could not answer (status 500)", 1],
    ["it is overloaded, each time", status(503), "it could not answer (status 503)", 3],
    ["it is asked too often", status(429), "it is asked too often (status 429)", 1],
    [
      "it is asked too often, for longer than there is time",
      status(429, { "retry-after": "60" }),
      "it is asked too often (status 429)",
      1,
    ],
    [
      "it is asked too often, until it will say no date",
      status(429, { "retry-after": "soon" }),
      "it is asked too often (status 429)",
      1,
    ],
    [
      "it would send us elsewhere",
      status(307, { location: "http://127.0.0.1:9/" }),
      "it would send us elsewhere (status 307)",
      1,
    ],
    ["it breaks off", half, "the connection broke off (ECONNRESET)", 3],
    [
      "its answer is ten megabytes",
      bytes(JSON.stringify({ ...LAKERA_CLEAN, more: "x".repeat(10_000_000) })),
      "its answer is longer than 1048576 bytes",
      1,
    ],
  ])("%s", async (...[, behaviour, reason, attempts]) => {
    const { failure, times } = await failureOf(behaviour);
    expect([failure, times]).toEqual([reason, attempts]);
  });

  test.each([
    ["never answers", silent],
    ["begins and never ends", endless],
  ])("it %s", async (_name, behaviour) => {
    const { failure, times, took } = await failureOf(behaviour, 300);
    expect(failure).toMatch(/^it took longer than \d+ ms$/);
    expect(times).toBeLessThan(2);
    expect(took).toBeLessThan(3000);
  });

  test("what it says is no HTTP", async () => {
    const server = createServer((socket) => socket.end("SSH-2.0-example\r\n"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const policy = lakeraAt(`http://127.0.0.1:${port}`);
    const { failure } = await askService(policy, [promptOf("text")]);
    server.close();
    expect(failure).toMatch(/^what it says is not HTTP \(HPE_[A-Z_]+\)$/);
  });

  test("nobody is there", async () => {
    const { url, close } = await startServer(() => LAKERA_CLEAN);
    await close();
    const { failure, sent } = await askService(lakeraAt(url), [promptOf("text")]);
    expect(failure).toBe("it cannot be reached (ECONNREFUSED)");
    expect(sent).toMatchObject({ requests: 1 });
  });

  test("no time is left for it", async () => {
    const { url, asked } = await startServer(() => LAKERA_CLEAN);
    const report = await askService(lakeraAt(url), [promptOf("text")], { leftMs: -1 });
    expect([report.failure, asked, report.sent]).toEqual([
      "no time was left for it",
      [],
      undefined,
    ]);
  });
});

describe("what passes by itself is tried again while there is time:", () => {
  const then =
    (first: Behaviour): Behaviour =>
    (asked, nth) =>
      nth === 0 ? first(asked, nth) : LAKERA_CLEAN;

  test.each<[string, Behaviour]>([
    ["a server that is away", status(502)],
    ["one that is overloaded", status(503)],
    ["one that gives up", status(504)],
    ["one that says when", status(429, { "retry-after": "0" })],
    [
      "one that says when, by date",
      status(429, { "retry-after": "Fri, 01 Jan 2021 00:00:00 GMT" }),
    ],
    ["a connection that breaks off", half],
  ])("%s", async (_name, first) => {
    const { url, asked } = await startServer(then(first));
    const { failure, findings, sent } = await askService(lakeraAt(url), [promptOf("text")]);
    expect([failure, findings, asked.length]).toEqual([undefined, [], 2]);
    expect(sent).toMatchObject({ requests: 2, bytes: 8 });
  });

  test("and not when it would come too late", async () => {
    const { url, asked } = await startServer(then(status(429, { "retry-after": "1" })));
    const { failure } = await askService(lakeraAt(url, { deadlineMs: 900 }), [promptOf("text")]);
    expect([failure, asked.length]).toEqual(["it is asked too often (status 429)", 1]);
  });
});

describeWithCertificates("a service behind TLS", () => {
  test("is believed by the authority that the policy names", async () => {
    const { certFile, ...tls } = makeSelfSigned();
    const { url, asked } = await startServer(() => LAKERA_CLEAN, { tls });
    const { failure } = await askService(lakeraAt(url, { caFile: certFile }), [promptOf("text")]);
    expect([failure, asked.length]).toEqual([undefined, 1]);
  });

  test("gets nothing where its certificate is its own, whatever the environment says", async () => {
    const { certFile, ...tls } = makeSelfSigned();
    const { url, asked } = await startServer(() => LAKERA_CLEAN, { tls });
    const before = { ...process.env };
    Object.assign(process.env, {
      NODE_TLS_REJECT_UNAUTHORIZED: "0",
      NODE_EXTRA_CA_CERTS: certFile,
    });
    try {
      const { failure } = await askService(lakeraAt(url), [promptOf("text")]);
      expect(failure).toBe("its certificate does not verify (DEPTH_ZERO_SELF_SIGNED_CERT)");
      expect(asked).toEqual([]);
    } finally {
      process.env = before;
    }
  });

  test("gets nothing where its certificate is for another name", async () => {
    const { certFile, ...tls } = makeSelfSigned("DNS:other.example");
    const { url, asked } = await startServer(() => LAKERA_CLEAN, { tls });
    const { failure } = await askService(lakeraAt(url, { caFile: certFile }), [promptOf("text")]);
    expect(failure).toBe("its certificate does not verify (ERR_TLS_CERT_ALTNAME_INVALID)");
    expect(asked).toEqual([]);
  });

  test("gets nothing where the file of authorities holds none", async () => {
    const file = path.join(makePlace(), "ca.pem");
    writeFileSync(file, "none");
    const policy = lakeraAt("https://127.0.0.1:9", { caFile: file });
    expect((await askService(policy, [promptOf("text")])).failure).toBe(
      "its ca_file does not hold a certificate",
    );
  });
});

describe("the key", () => {
  test("goes to the service as a bearer's", async () => {
    const key = makeKey();
    const { url, asked } = await startServer(() => LAKERA_CLEAN);
    await askService(lakeraAt(url, { keyFile: keyFileOf(key) }), [promptOf("text")]);
    expect(asked[0]?.headers.authorization).toBe(`Bearer ${key}`);
  });

  const refused = async (keyFile: string, mustBeRoots = false) => {
    const { url, asked } = await startServer(() => LAKERA_CLEAN);
    const policy = lakeraAt(url, { keyFile });
    const { failure } = await askService(policy, [promptOf("text")], { mustBeRoots });
    expect(asked).toEqual([]);
    return failure;
  };

  test.each([
    ["can be read by everyone", 0o644, "its key file can be read by everyone"],
    ["can be written by everyone", 0o602, "its key file can be read by everyone"],
    ["can be written by a group", 0o660, "its key file can be written by a group"],
  ])("is not taken from a file that %s", async (_name, mode, reason) => {
    expect(await refused(keyFileOf(makeKey(), mode))).toBe(reason);
  });

  test.each([
    ["is empty", "", "its key file does not hold a key"],
    ["holds more than a word", "two words of a key", "its key file does not hold a key"],
    ["holds what no header may", "key\u0007key-key-key", "its key file does not hold a key"],
    ["is too long", "k".repeat(5000), "its key file is longer than 4096 bytes"],
  ])("is not taken from a file that %s", async (_name, text, reason) => {
    expect(await refused(keyFileOf(text))).toBe(reason);
  });

  test("is not taken from what is no file, is not there or leads nowhere", async () => {
    const place = makePlace();
    mkdirSync(path.join(place, "directory"));
    symlinkSync(path.join(place, "nothing"), path.join(place, "link"));
    expect(await refused(path.join(place, "directory"))).toBe("its key file is not a regular file");
    expect(await refused("/dev/null")).toBe("its key file is not a regular file");
    expect(await refused(path.join(place, "nothing"))).toBe("its key file is not there");
    expect(await refused(path.join(place, "link"))).toBe("its key file is not there");
  });

  test("is not taken from a file that others than root can change, where that matters", async () => {
    // What is made in a test lies below a directory that everyone may write.
    expect(await refused(keyFileOf(makeKey()), true)).toBe(
      "its key file can be changed by others than root",
    );
  });

  test("stands in nothing that comes of an answer, even of one that says it", async () => {
    const key = makeKey();
    const policyOf = (url: string) => lakeraAt(url, { keyFile: keyFileOf(key) });
    const echoes: Behaviour[] = [
      () => ({
        flagged: true,
        breakdown: [{ detector_type: key, detected: true, confidence: "L1" }],
      }),
      () => (_request, response) => response.writeHead(401).end(`no such key: ${key}`),
      () => (_request, response) => response.writeHead(302, { location: `/${key}` }).end(),
      () => (_request, response) => response.end(`{"flagged": ${key}`),
    ];
    for (const echo of echoes) {
      const { url } = await startServer(echo);
      const report = await askService(policyOf(url), [promptOf("text")]);
      expect(report.failure).toBeDefined();
      expect(JSON.stringify(report)).not.toContain(key);
    }
  });
});
