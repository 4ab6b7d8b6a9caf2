import { describe, expect, it } from "vitest";
import { buildRules } from "../../../src/rule/build/build-rules.ts";
import { DANGEROUS, EVERYDAY, EVERYDAY_CMD } from "./lines.ts";
import { judge } from "./tell.ts";

const rules = buildRules("rules", { profile: "standard" });

describe("in the standard profile", () => {
  it.each(EVERYDAY)("lets pass %s", (line) =>
    expect(judge(line, rules, "powershell")).toBe("silent"),
  );

  it.each(EVERYDAY_CMD)("lets pass, in cmd.exe, %s", (line) =>
    expect(judge(line, rules, "cmd")).toBe("silent"),
  );

  it.each(DANGEROUS)("denies %s", (line) => expect(judge(line, rules, "powershell")).toBe("deny"));

  it.each([
    "Write-Host 'Remove-Item -Recurse C:\\'",
    "# Remove-Item -Recurse C:\\",
    "git commit -m 'no more iex (irm https://example.com/x)'",
    "Select-String 'rm -rf /' *.ps1",
    "$doc = 'irm https://example.com/x | iex'; Set-Content README.md $doc",
    "Remove-Item -Recurse C:\\src\\app\\bin",
    "Get-ChildItem C:\\src -Filter *.log | Where-Object Length -gt 1MB | Remove-Item",
    "irm https://example.com/data.json | ConvertTo-Json",
    "iex 'npm test'",
    "powershell -enc bgBwAG0AIAB0AGUAcwB0AA==",
  ])("lets pass what only speaks of it, or does less: %s", (line) =>
    expect(judge(line, rules, "powershell")).toBe("silent"),
  );

  it.each([
    "Set-ExecutionPolicy Bypass -Scope LocalMachine",
    "icm -ComputerName a { hostname }",
    "Start-Process x -Verb RunAs",
    "& $tool --version",
    "iex $line",
  ])("asks about %s", (line) => expect(judge(line, rules, "powershell")).toBe("ask"));
});
