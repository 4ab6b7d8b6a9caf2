import { describe, expect, test } from "vitest";
import { undisguiseText } from "../../../src/check/secret/undisguise-text.ts";
import { expandTemplate } from "../../../src/rule/build/examples/expand-template.ts";
import { inspectText } from "./support.ts";

const token = expandTemplate("ghp_{alnum:36}");
const slot = ["tool_response", "stdout"];
const each = (to: (code: number, char: string) => string) =>
  [...token].map((char) => to(char.charCodeAt(0), char)).join("");
const hex = (code: number) => code.toString(16).padStart(2, "0");
const base64 = (text: string) => Buffer.from(text, "latin1").toString("base64");

describe("a disguised token", () => {
  test.each([
    ["by escapes of bytes", each((code) => `\\x${hex(code)}`)],
    ["by character references", token.replace("_", "&#95;")],
    ["by hexadecimal references", token.replace("_", "&#x5f;")],
    ["by zero-width characters", [...token].join("\u200b")],
    ["by NULs", [...token].join("\0")],
    ["by full-width letters", each((code) => String.fromCharCode(code + 0xfee0))],
    ["by a sum of literals", `"${token.slice(0, 20)}" + "${token.slice(20)}"`],
    ["by adjacent literals", `"${token.slice(0, 20)}"\n    "${token.slice(20)}"`],
  ])("%s is denied, and nothing is named to be masked for it", (_, text) => {
    const [finding] = inspectText(`one ${text} two`, { role: "output", slot });
    expect(finding).toMatchObject({ rule: "secret/github-pat", outcome: "deny" });
    expect(finding).not.toHaveProperty("span");
  });

  test("by escapes of Unicode is masked whole, as what is decoded in place", () => {
    const text = `one ${token.replace("_", "\\u005f")} two`;
    const found = inspectText(text, { role: "output", slot });
    expect(found).toMatchObject([{ rule: "secret/github-pat", outcome: "warn" }]);
    expect(text.slice(found[0]?.span?.start, found[0]?.span?.end)).toBe(text.slice(4, -4));
  });

  test.each([
    ["in hexadecimal after 0x", `0x${Buffer.from(token).toString("hex")}`],
    ["in base64 behind a path", `data/${base64(`token: ${token}`)}`],
    ["in base64 behind a prefix", `x_${base64(`token: ${token}`)}`],
    ["in base64 cut into pieces", base64(`token: ${token}`).replace(/.{12}/g, "$&-")],
    ["in base64 of base64", base64(`data: ${base64(`token: ${token}`)}`)],
  ])("%s is denied", (_, text) => {
    expect(inspectText(text).map(({ rule }) => rule)).toContain("secret/github-pat");
  });

  test("that also stands there plainly is told once, with its span", () => {
    const found = inspectText(`${token} caf\u00e9\u200b "a" + "b"`, { role: "output", slot });
    expect(found.map(({ outcome }) => outcome)).toEqual(["warn"]);
  });
});

describe("undisguiseText", () => {
  test("gives nothing for a text without disguise", () => {
    expect(undisguiseText("const a = ['x', 'y']; // naïve, \\n, ☃")).toBe("");
  });

  test("looks only around what is disguised", () => {
    expect(undisguiseText(`${"a".repeat(5000)}\\u0041${"b".repeat(5000)}`).length).toBeLessThan(
      2000,
    );
  });
});
