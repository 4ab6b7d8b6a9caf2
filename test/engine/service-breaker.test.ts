import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { Breaker } from "../../src/engine/service/breaker.ts";
import { makePlace } from "./scanners.ts";
import { startServer } from "./service-server.ts";
import { askService, LAKERA_CLEAN, lakeraAt, outputOf, promptOf } from "./services.ts";

const broken = () => (_request: unknown, response: ServerResponse) => response.writeHead(500).end();

const stateFileOf = (stateDirectory: string): string =>
  path.join(stateDirectory, `${process.getuid?.() ?? "user"}.lakera.state`);

describe("a service that is down", () => {
  test("is left alone after three calls, and that is a failure too", async () => {
    const { url, asked } = await startServer(broken);
    const stateDirectory = makePlace();
    const failures = [];
    for (let nth = 0; nth < 5; nth += 1) {
      const { failure, findings } = await askService(lakeraAt(url), [promptOf("text")], {
        stateDirectory,
      });
      failures.push(failure);
      expect(findings).toMatchObject([{ rule: "self/engine-failed", outcome: "deny" }]);
    }
    expect(asked).toHaveLength(3);
    expect(failures[3]).toMatch(
      /^it has failed 3 times in a row and is left alone for (?:30|29) s$/,
    );
    expect(failures[4]).toMatch(/is left alone/);
  });

  test("is asked again as if nothing had been once it has answered", async () => {
    let isDown = true;
    const { url } = await startServer(() => (isDown ? broken() : LAKERA_CLEAN));
    const stateDirectory = makePlace();
    const ask = async () =>
      (await askService(lakeraAt(url), [promptOf("text")], { stateDirectory })).failure;
    await ask();
    await ask();
    isDown = false;
    expect(await ask()).toBeUndefined();
    isDown = true;
    expect([await ask(), await ask(), await ask()]).toEqual(
      Array.from({ length: 3 }, () => "it could not answer (status 500)"),
    );
  });

  test("is another service under another URL", async () => {
    const [one, other] = [await startServer(broken), await startServer(() => LAKERA_CLEAN)];
    const stateDirectory = makePlace();
    for (let nth = 0; nth < 4; nth += 1)
      await askService(lakeraAt(one.url), [promptOf("text")], { stateDirectory });
    const { failure } = await askService(lakeraAt(other.url), [promptOf("text")], {
      stateDirectory,
    });
    expect(failure).toBeUndefined();
  });

  test.each<[string, () => object]>([
    ["does not accept the key", () => (_q: unknown, r: ServerResponse) => r.writeHead(401).end()],
    ["says what we do not know", () => ({ fine: true })],
  ])("is not one that %s: that costs no time", async (_name, behaviour) => {
    const { url, asked } = await startServer(behaviour as never);
    const stateDirectory = makePlace();
    for (let nth = 0; nth < 5; nth += 1)
      await askService(lakeraAt(url), [promptOf("text")], { stateDirectory });
    expect(asked).toHaveLength(5);
  });

  test("is one that answers too late, and not one that had less time than the policy gives it", async () => {
    const { url } = await startServer(() => () => {});
    const lastFailure = async (deadlineMs: number, leftMs: number) => {
      const stateDirectory = makePlace();
      let last: string | undefined;
      for (let nth = 0; nth < 4; nth += 1) {
        const setting = { stateDirectory, leftMs };
        last = (await askService(lakeraAt(url, { deadlineMs }), [promptOf("text")], setting))
          .failure;
      }
      return last;
    };
    expect(await lastFailure(100, 10_000)).toContain("is left alone");
    expect(await lastFailure(10_000, 100)).not.toContain("is left alone");
  });

  test("is not one that has answered for a part of a long text", async () => {
    const { url, asked } = await startServer((_asked, nth) =>
      nth % 2 === 0 ? LAKERA_CLEAN : broken(),
    );
    const stateDirectory = makePlace();
    for (let nth = 0; nth < 4; nth += 1)
      await askService(lakeraAt(url), [outputOf("words ".repeat(5000))], { stateDirectory });
    expect(asked).toHaveLength(8);
  });
});

describe("the breaker's state", () => {
  const now = Date.now();
  const policy = { name: "lakera", url: "https://guard.example.com/v2" } as const;
  const breakerIn = (stateDirectory: string) =>
    new Breaker(policy, {
      rulesDirectory: "/nonexistent",
      mustBeRoots: false,
      stateDirectory,
      asGuard: (work) => work(),
    });
  const isOpen = (stateDirectory: string, at = now) => {
    try {
      breakerIn(stateDirectory).assertClosed(at);
      return false;
    } catch {
      return true;
    }
  };
  const stateOf = (more: object = {}) =>
    JSON.stringify({ format: 1, url: policy.url, outages: 3, last: now, ...more });

  test("opens it for half a minute after the third outage in a row, and for each that follows", () => {
    const place = makePlace();
    for (let nth = 0; nth < 2; nth += 1) breakerIn(place).noteOutage(now - 60_000);
    expect(isOpen(place)).toBe(false);
    breakerIn(place).noteOutage(now - 40_000);
    expect([isOpen(place, now - 40_000), isOpen(place, now - 10_001)]).toEqual([true, true]);
    expect(isOpen(place)).toBe(false);
    breakerIn(place).noteOutage(now);
    expect(isOpen(place)).toBe(true);
    breakerIn(place).noteAnswer();
    expect(isOpen(place)).toBe(false);
  });

  test("is what we write, and holds no more than when and how often", () => {
    const place = makePlace();
    breakerIn(place).noteOutage(now);
    expect(readdirSync(place)).toEqual([path.basename(stateFileOf(place))]);
    expect(JSON.parse(readFileSync(stateFileOf(place), "utf8"))).toEqual({
      format: 1,
      url: policy.url,
      outages: 1,
      last: now,
    });
  });

  test("opens it as we have written it", () => {
    const place = makePlace();
    writeFileSync(stateFileOf(place), stateOf());
    expect(isOpen(place)).toBe(true);
  });

  test.each([
    ["is empty", ""],
    ["is cut short", stateOf().slice(0, -5)],
    ["is of another format", stateOf({ format: 2 })],
    ["is about another service", stateOf({ url: "https://other.example.com" })],
    ["is of the future", stateOf({ last: now + 1e9 })],
    ["is long ago", stateOf({ last: now - 10 * 60_000 })],
    ["counts in words", stateOf({ outages: "3" })],
    ["counts below nothing", stateOf({ outages: -3 })],
    ["counts in parts", stateOf({ outages: 3.5 })],
    ["is no object", "[3]"],
    ["is too long", `${" ".repeat(600)}${stateOf()}`],
    ["is not text", "\0\u00ff\u0001"],
  ])("leaves it closed where it %s", (_name, text) => {
    const place = makePlace();
    writeFileSync(stateFileOf(place), text, "latin1");
    expect(isOpen(place)).toBe(false);
    breakerIn(place).noteOutage(now);
    expect(JSON.parse(readFileSync(stateFileOf(place), "utf8"))).toMatchObject({ outages: 1 });
  });

  test("leaves it closed where it is a link, a directory, or cannot be", () => {
    const [link, directory] = [makePlace(), makePlace()];
    const elsewhere = path.join(makePlace(), "state");
    writeFileSync(elsewhere, stateOf());
    symlinkSync(elsewhere, stateFileOf(link));
    mkdirSync(stateFileOf(directory));
    for (const place of [link, directory, "/nonexistent"]) {
      breakerIn(place).noteOutage(now);
      expect(isOpen(place)).toBe(false);
    }
    expect(JSON.parse(readFileSync(elsewhere, "utf8"))).toMatchObject({ outages: 3 });
  });
});
