import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe } from "vitest";
import { sqlPython, terraformProviderPath } from "../../scripts/tools.mjs";

const isCi = process.env["CI"] !== undefined;

/** In the gate what `npm run tools` makes must be there. */
export const isSqlSkipped = !existsSync(sqlPython) && !isCi;
if (isSqlSkipped) {
  console.warn(
    "skipped: the queries are tried in DuckDB: npm run tools -- sql, which needs Python",
  );
}

/** Tests that need DuckDB and the parsers of SQL, JSONata and Terraform's language. */
// oxlint-disable-next-line vitest/valid-title, vitest/valid-describe-callback -- a condition, no group yet
export const describeSql = describe.skipIf(isSqlSkipped);

// Terraform itself is not ours to fetch; where it is missing configuration.test.ts still reads every file.
const hasTerraform = spawnSync("terraform", ["version"]).error === undefined;
const isTerraformSkipped = !hasTerraform || (!existsSync(terraformProviderPath) && !isCi);
if (isTerraformSkipped) {
  console.warn("skipped: needs Terraform 1.11 or newer, and npm run tools -- terraform");
}

/** Tests that the real Terraform makes. */
// oxlint-disable-next-line vitest/valid-title, vitest/valid-describe-callback -- a condition, no group yet
export const describeTerraform = describe.skipIf(isTerraformSkipped);
