import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { DOMParser } from "@xmldom/xmldom";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describePrivate } from "./describe-private.ts";
import { openInstalled, type Installed } from "./installed.ts";
import { INSTALLER, repository } from "./namespace.ts";

const UNITS = "/etc/systemd/system";
const SERVICE = `${UNITS}/toolgate-forward.service`;

/** What systemd calls the exposure of the service: 0 nothing, 10 everything. Measured: 1.3. */
const MAX_EXPOSURE = 1.5;

const hasAnalyze = existsSync("/usr/bin/systemd-analyze");

describePrivate("the units of a system installation", () => {
  let system: Installed;
  beforeAll(async () => {
    system = await openInstalled();
  }, 120_000);
  afterAll(() => system?.close());

  test.runIf(hasAnalyze)("are as systemd wants them", async () => {
    const units = [SERVICE, `${UNITS}/run-toolgate.mount`];
    const { code, stdout, stderr } = await system.run(["systemd-analyze", "verify", ...units]);
    expect([code, stdout, stderr]).toEqual([0, "", ""]);
  });

  test.runIf(hasAnalyze)("give the forwarder next to nothing that it does not need", async () => {
    const arguments_ = ["security", "--offline=true", "--no-pager", SERVICE];
    const report = await system.must("systemd-analyze", ...arguments_);
    const exposure = /Overall exposure level .*?: ([\d.]+)/.exec(report)?.[1];
    expect(Number(exposure)).toBeLessThanOrEqual(MAX_EXPOSURE);
  });

  /** A systemd that notes what it is told. */
  const pretendSystemd = () =>
    system.must(
      "sh",
      "-c",
      `mkdir -p /run/systemd/system
       printf '#!/bin/sh\\necho "$*" >>/opt/systemctl.log\\n[ "$1" != is-active ]\\n' >/usr/bin/systemctl.new
       chmod 755 /usr/bin/systemctl.new; mv -f /usr/bin/systemctl.new /usr/bin/systemctl`,
    );
  const told = async () => {
    const log = await system.must("sh", "-c", "cat /opt/systemctl.log; rm -f /opt/systemctl.log");
    return log.trim().split("\n");
  };

  test(
    "are enabled and started where systemd runs, and stopped before they are removed",
    { timeout: 180_000 },
    async () => {
      await pretendSystemd();
      await system.must("bash", INSTALLER, "--system", "--yes", "--profile", "strict");
      expect(await told()).toEqual([
        "daemon-reload",
        "enable --quiet toolgate-forward.service",
        "restart toolgate-forward.service",
      ]);
      await system.must("bash", INSTALLER, "--system", "--yes", "--no-service");
      expect((await told())[0]).toBe("disable --quiet --now toolgate-forward.service");
      expect(await system.must("sh", "-c", `ls ${UNITS} | grep -c toolgate || true`)).toBe("0\n");
      await system.must("bash", INSTALLER, "--system", "--yes");
      await told();
      const said = await system.must("bash", INSTALLER, "--uninstall", "--system", "--yes");
      expect(said).toContain("stopped toolgate-forward");
      expect((await told())[0]).toBe("disable --quiet --now toolgate-forward.service");
      expect(await system.must("sh", "-c", `ls ${UNITS} | grep -c toolgate || true`)).toBe("0\n");
    },
  );
});

test("the daemon of macOS is a property list, and starts the forwarder as a user of its own", () => {
  const file = path.join(repository, "packaging/launchd/com.toolgate.forward.plist");
  const onError = (_: string, message: string): never => {
    throw new Error(message);
  };
  const document = new DOMParser({ onError }).parseFromString(
    readFileSync(file, "utf8"),
    "text/xml",
  );
  const [dictionary, ...others] = elementsOf(document.documentElement);
  expect([document.documentElement?.tagName, dictionary?.tagName, others]).toEqual([
    "plist",
    "dict",
    [],
  ]);
  const members = elementsOf(dictionary);
  const keys = members.filter((_, place) => place % 2 === 0);
  expect(members).toHaveLength(2 * keys.length);
  expect(new Set(keys.map(({ tagName }) => tagName))).toEqual(new Set(["key"]));
  const values = new Map(
    keys.map((key, place) => [key.textContent, members[2 * place + 1]?.textContent?.trim()]),
  );
  expect(values.get("Label")).toBe(path.basename(file, ".plist"));
  expect(values.get("UserName")).toBe("_toolgate");
  expect(values.get("ProgramArguments")).toMatch(/^\/.*\/toolgate\s+forward$/);
});

type Element = NonNullable<
  ReturnType<InstanceType<typeof DOMParser>["parseFromString"]>["documentElement"]
>;

/** The elements in one, without the white space between them. */
function elementsOf(parent: Element | null | undefined): Element[] {
  const nodes = Array.from({ length: parent?.childNodes.length ?? 0 }, (_, place) =>
    parent?.childNodes.item(place),
  );
  return nodes.filter((node): node is Element => node?.nodeType === 1);
}

test("no unit is left out of the installer", () => {
  const names = execFileSync("ls", [path.join(repository, "packaging/systemd")], {
    encoding: "utf8",
  });
  const installer = readFileSync(path.join(repository, "scripts/install/service.sh"), "utf8");
  for (const name of names.trim().split("\n")) expect(installer).toContain(name);
});
