import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { infra } from "./lake.ts";

/** The columns of a table, as Terraform reads them. */
function readColumns(name: string): Record<string, string> {
  const text = readFileSync(path.join(infra, "athena", `${name}.json`), "utf8");
  return z.record(z.string(), z.string()).parse(JSON.parse(text));
}

/** Hive reserves words that are names of ours: `user`, `by`, `timestamp`. */
function quote(type: string): string {
  return type.replaceAll(/(\w+):/g, "`$1`:");
}

interface Table {
  readonly name: string;
  readonly columns: Record<string, string>;
  readonly format: string;
  readonly location: string;
}

function toStatement({ name, columns, format, location }: Table): string {
  const listed = Object.entries(columns).map(([column, type]) => `  \`${column}\` ${quote(type)}`);
  return `CREATE EXTERNAL TABLE ${name} (
${listed.join(",\n")}
)
PARTITIONED BY (\`hour\` string)
ROW FORMAT ${format}
STORED AS TEXTFILE
LOCATION '${location}/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.hour.type' = 'date',
  'projection.hour.format' = 'yyyy/MM/dd/HH',
  'projection.hour.interval' = '1',
  'projection.hour.interval.unit' = 'HOURS',
  'projection.hour.range' = '2026/11/01/00,NOW',
  'storage.location.template' = '${location}/\${hour}/'
);
`;
}

const openx = (isInsensitive: boolean): string =>
  `SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES ('ignore.malformed.json' = 'true', 'case.insensitive' = '${isInsensitive}')`;
const records = "s3://BUCKET/records";
const models = "s3://MODEL_BUCKET/AWSLogs/ACCOUNT/BedrockModelInvocationLogs/REGION";
const tables: readonly Table[] = [
  { name: "lines", columns: readColumns("lines"), format: openx(false), location: records },
  {
    name: "raw",
    columns: { line: "string" },
    format: String.raw`DELIMITED FIELDS TERMINATED BY '\001'`,
    location: records,
  },
  { name: "model_log", columns: readColumns("model-log"), format: openx(true), location: models },
];

test("the statements for whoever has no Terraform make the tables that Terraform makes", async () => {
  const intro = `-- The tables as Terraform makes them (athena.tf), for a copy of the bucket or an account without it: put the names in the place of BUCKET and
-- the others in capitals. Then make a view of each file in views/: CREATE VIEW name AS its text; settings has values to fill in.
`;
  const file = path.join(infra, "athena/tables.ddl");
  await expect([intro, ...tables.map(toStatement)].join("\n")).toMatchFileSnapshot(file);
});
