import { expect, test } from "vitest";
import { makeLog, toText, writeLog } from "./make-log.ts";
import { makePlace, kindsOf, trust, verifyPaths, writeFile } from "./setting.ts";

const place = makePlace();

test("a whole log is proven", async () => {
  const log = makeLog();
  const keys = trust(place, log.choices.key);
  const found = await verifyPaths([writeLog(`${place}/whole`, log.lines, [0, 5])], keys);
  console.log(JSON.stringify(found, null, 1), found.faults.listed);
  expect(found.verdict).toBe("proven");
});
