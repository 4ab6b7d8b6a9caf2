import { createSocket } from "node:dgram";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openLookup, type NameSources } from "../../src/engine/service/look-up.ts";
import { makePlace } from "./scanners.ts";

function hostsFileOf(text: string): string {
  const file = path.join(makePlace(), "hosts");
  writeFileSync(file, text);
  return file;
}

/** A name server that takes questions and says nothing. */
async function silentServer(): Promise<string> {
  const socket = createSocket("udp4");
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  onTestFinished(() => void socket.close());
  return `127.0.0.1:${socket.address().port}`;
}

function find(name: string, sources: NameSources, cancelAfterMs?: number) {
  const lookup = openLookup(sources);
  if (cancelAfterMs !== undefined) setTimeout(() => lookup?.cancel(), cancelAfterMs);
  return new Promise((resolve) =>
    lookup?.find(name, { all: true }, (error, addresses) => resolve(error?.code ?? addresses)),
  );
}

describe.skipIf(process.platform === "win32")("the addresses of a service's name", () => {
  const hosts = `# 192.0.2.9 guard.example.com
192.0.2.1  other.example.com Guard.Example.com # ours
2001:db8::1\tguard.example.com
not-an-address guard.example.com
`;

  test("are those that the file of hosts gives it", async () => {
    const hostsFile = hostsFileOf(hosts);
    const servers = [await silentServer()];
    expect(await find("guard.example.com", { hostsFile, servers })).toEqual([
      { address: "192.0.2.1", family: 4 },
      { address: "2001:db8::1", family: 6 },
    ]);
  });

  test("are this machine's own for localhost, without a word in that file", async () => {
    expect(await find("localhost", { hostsFile: "/nonexistent" })).toEqual([
      { address: "127.0.0.1", family: 4 },
      { address: "::1", family: 6 },
    ]);
  });

  test("are not waited for longer than we want where the name server is silent", async () => {
    const begun = performance.now();
    const servers = [await silentServer()];
    const sources = { hostsFile: hostsFileOf(hosts), servers };
    expect(await find("unknown.example.com", sources, 200)).toBe("ECANCELLED");
    expect(performance.now() - begun).toBeLessThan(1500);
  });
});
