import { rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { readSetting } from "../../src/cli/forward/read-setting.ts";
import { watchSetting } from "../../src/cli/forward/watch-setting.ts";
import { Installation } from "../audit/forward/installation.ts";

test.skipIf(process.platform === "win32")(
  "rules that nobody can look at for a moment change nothing, and end nothing",
  async () => {
    const it = new Installation();
    const stop = new AbortController();
    try {
      it.configure({ sinks: [] });
      const told: string[] = [];
      const tell = (line: string): void => void told.push(line);
      const watch = watchSetting(readSetting(it.hooks), { stop: stop.signal, tell, lookMs: 5 });
      const rules = path.join(it.hooks, "rules");
      rmSync(rules, { recursive: true });
      symlinkSync("rules", rules); // ELOOP
      await sleep(50);
      rmSync(rules);
      expect(told).toEqual([]);
      it.configure({ sinks: [], heartbeat_seconds: 31 });
      await expect.poll(() => watch.changed.aborted).toBe(true);
      expect(watch.setting().policy.heartbeatSeconds).toBe(31);
    } finally {
      stop.abort();
      it.remove();
    }
  },
);
