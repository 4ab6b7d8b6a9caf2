import { describe, expect, test } from "vitest";
import { findDecoratedKeys } from "../../../src/check/secret/find-decorated-keys.ts";
import { expandTemplate } from "../../../src/rule/build/examples/expand-template.ts";
import { inspectText } from "./support.ts";

const key = expandTemplate("{pem:RSA PRIVATE KEY}");
const lines = key.split("\n");
const header = lines[0] ?? "";

const cutEvery = (line: string) =>
  line.startsWith("-") ? line : line.replaceAll(/(.{4})/g, "$1\n# ");

describe("a private key", () => {
  test.each([
    ["in a block comment", lines.map((line) => ` * ${line}`).join("\n")],
    ["in a table", lines.map((line) => `| ${line} |`).join("\n")],
    ["in an SQL comment", lines.map((line) => `-- ${line}`).join("\n")],
    ["in markup", lines.join("<br>")],
    ["with a mark after its header", key.replace("\n", "_\n")],
    ["as items of an array", JSON.stringify(lines)],
    ["four characters a line", lines.map((line) => cutEvery(line)).join("\n")],
  ])("is denied %s, and masked to its end line", (_, text) => {
    const slot = ["tool_response", "stdout"];
    const found = inspectText(text, { role: "output", slot });
    const own = found.find(({ rule }) => rule === "secret/private-key");
    expect(own?.outcome).toBe("warn");
    expect(text.slice(own?.span?.end).replaceAll(/[^A-Za-z0-9+/]/g, "").length).toBeLessThan(40);
    expect(inspectText(text).map(({ outcome }) => outcome)).toContain("deny");
  });

  test.each([
    [
      "prose on headers",
      `Files that start with ${header} are of PKCS#1, others of PKCS#8. `.repeat(9),
    ],
    [
      "code that looks for one",
      `if (pem.includes("${header}")) return importPrivateKey(pem, { format: "pem" });\n`.repeat(9),
    ],
    ["a template", `${header}\n<paste the contents of your private key here, all of its lines>\n`],
    ["constants", `HEADER = "${header}"\nPRIVATE_KEY_FOOTER = FOOTER_OF_PRIVATE_KEYS\n`],
  ])("is not seen in %s", (_, text) => {
    expect(findDecoratedKeys(text)).toEqual([]);
  });
});
