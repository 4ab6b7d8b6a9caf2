import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { terraformProviderPath } from "../../scripts/tools.mjs";
import { describeTerraform } from "./describe-tools.ts";
import { infra } from "./lake.ts";

// Terraform leaves files in the folder that it works in.
const place = mkdtempSync(path.join(tmpdir(), "toolgate-terraform-"));
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** Runs the real Terraform in a folder of a copy of infra/, with the provider's schema and nothing of the provider. */
function terraform(
  folder: string,
  ...args: readonly string[]
): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync("terraform", args, {
    cwd: path.join(place, "infra", folder),
    encoding: "utf8",
    env: {
      ...process.env,
      CHECKPOINT_DISABLE: "1",
      TF_CLI_CONFIG_FILE: path.join(place, "cli.tfrc"),
      TOOLGATE_AWS_SCHEMA: path.join(import.meta.dirname, "aws-schema.json"),
    },
  });
  return { status, said: stdout + stderr };
}

describeTerraform("the real Terraform", { timeout: 120_000 }, () => {
  cpSync(infra, path.join(place, "infra"), { recursive: true });
  const overrides = `dev_overrides { "hashicorp/aws" = "${path.dirname(terraformProviderPath)}" }`;
  writeFileSync(path.join(place, "cli.tfrc"), `provider_installation {\n${overrides}\n}\n`);

  test("finds every file in its own format", () => {
    expect(terraform(".", "fmt", "-check", "-recursive")).toEqual({ status: 0, said: "" });
  });

  test.each([".", "examples/minimal", "examples/cross-account"])("finds %s valid", (folder) => {
    terraform(folder, "get");
    const { status, said } = terraform(folder, "validate", "-no-color");
    expect(said).toContain("The configuration is valid");
    expect(status).toBe(0);
  });

  test("refuses an argument that the provider does not have", () => {
    cpSync(infra, path.join(place, "infra/broken"), { recursive: true });
    writeFileSync(
      path.join(place, "infra/broken/extra.tf"),
      'resource "aws_sns_topic" "more" {\n  colour = "red"\n}\n',
    );
    expect(terraform("broken", "validate", "-no-color").said).toContain('named "colour"');
  });

  test("passes the module's own tests: retention, policies, alarms, and what variables refuse", () => {
    const { status, said } = terraform(".", "test", "-no-color");
    expect(said).toMatch(/Success! \d+ passed, 0 failed\./);
    expect(status).toBe(0);
  });
});
