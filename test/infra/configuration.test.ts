import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import {
  type Block,
  type Body,
  FOLDERS,
  listNested,
  nested,
  readConfigurations,
  readText,
} from "./configuration.ts";
import { describeSql } from "./describe-tools.ts";
import { infra } from "./lake.ts";

const configurations = readConfigurations();
const ofKind = (folder: string, kind: string): readonly Block[] =>
  (configurations.get(folder) ?? []).filter((block) => block.kind === kind);
const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, first = "", second]) =>
    [first, second].filter(Boolean).join("."),
  );

interface Schema {
  readonly attributes: Record<string, string>;
  readonly blocks: Record<string, Schema & { readonly min: number; readonly max: number }>;
}
const schema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    attributes: z.record(z.string(), z.string()),
    blocks: z.record(
      z.string(),
      z.intersection(schema, z.object({ min: z.number(), max: z.number() })),
    ),
  }),
);
const { schemas } = z
  .object({ schemas: z.record(z.string(), schema) })
  .parse(JSON.parse(readFileSync(path.join(import.meta.dirname, "aws-schema.json"), "utf8")));

describeSql.each(FOLDERS)("the configuration in %s", (folder) => {
  const text = readText(folder);

  test("has a description and a type for each variable, and uses it", () => {
    const faults = ofKind(folder, "variable").filter(
      ({ labels: [name], body }) =>
        typeof body["description"] !== "string" ||
        body["type"] === undefined ||
        !new RegExp(`\\bvar\\.${name}\\b`).test(text.replaceAll(/^variable "[\s\S]*?^}/gm, "")),
    );
    expect(faults.map(({ labels }) => labels)).toEqual([]);
  });

  test("has a description for each output", () => {
    const bare = ofKind(folder, "output").filter(({ body }) => body["description"] === undefined);
    expect(bare).toEqual([]);
  });

  test("refers to nothing that is not there", () => {
    const named = (kind: string): string[] =>
      ofKind(folder, kind).map(({ labels }) => labels.join("."));
    const locals = new Set(ofKind(folder, "locals").flatMap(({ body }) => Object.keys(body)));
    const faults = [
      all(text, /\bvar\.(\w+)/g).filter((name) => !named("variable").includes(name)),
      all(text, /\blocal\.(\w+)/g).filter((name) => !locals.has(name)),
      all(text, /(?<![\w.])data\.(\w+)\.(\w+)/g).filter((name) => !named("data").includes(name)),
      all(text, /\bmodule\.(\w+)/g).filter((name) => !named("module").includes(name)),
      all(text, /(?<![\w."])(aws_\w+)\.(\w+)/g).filter((name) => !named("resource").includes(name)),
      all(text, /\$\{path\.module\}\/([\w/.-]+\.\w+)"/g).filter(
        (file) => !existsSync(path.join(infra, folder, file)),
      ),
    ];
    expect(faults.flat()).toEqual([]);
  });

  test("gives every resource only arguments that the provider has, and all that it must have", () => {
    const kinds = ["resource", "data"] as const;
    const faults = kinds.flatMap((kind) =>
      ofKind(folder, kind).flatMap(({ labels: [type = ""], body }) =>
        findFaults(schemas[`${kind}:${type}`], body).map((fault) => `${type}: ${fault}`),
      ),
    );
    expect(faults).toEqual([]);
  });
});

const META = new Set(["count", "depends_on", "dynamic", "for_each", "lifecycle", "provider"]);

function findFaults(known: Schema | undefined, body: Body): string[] {
  if (known === undefined) return ["the schema does not have it: scripts/tools/terraform"];
  const given = Object.keys(body).filter((name) => !META.has(name));
  const unknown = given.filter((name) => !(name in known.attributes) && !(name in known.blocks));
  const required = Object.entries(known.attributes).filter(([, use]) => use.endsWith(" required"));
  const missing = required.filter(([name]) => !given.includes(name)).map(([name]) => name);
  const inner = listNested(body)
    .filter(([name]) => name in known.blocks)
    .flatMap(([name, nestedBody]) => findFaults(known.blocks[name], nestedBody));
  return [
    ...unknown.map((name) => `no ${name}`),
    ...missing.map((name) => `${name} is missing`),
    ...inner,
  ];
}

function resource(type: string, name: string): Body {
  const found = ofKind(".", "resource").find(({ labels }) => labels.join() === `${type},${name}`);
  if (found === undefined) throw new Error(`there is no ${type}.${name}`);
  return found.body;
}

describeSql("the specification's numbers", () => {
  const locked = ["records", "trail"];

  test.each(locked)(
    "the bucket %s has object_lock_enabled, in COMPLIANCE mode, by years",
    (name) => {
      expect(resource("aws_s3_bucket", name)).toMatchObject({ object_lock_enabled: true });
      const lock = resource("aws_s3_bucket_object_lock_configuration", name);
      expect(nested(lock, "rule", "default_retention")).toEqual({
        mode: "COMPLIANCE",
        years: "${local.retention_years}",
      });
      const versioning = resource("aws_s3_bucket_versioning", name);
      expect(nested(versioning, "versioning_configuration")).toEqual({ status: "Enabled" });
    },
  );

  test("retention is 7 years, 6 for HIPAA, 1 for SOC 2", () => {
    expect(readText(".")).toContain("{ default = 7, hipaa = 6, soc2 = 1 }[var.retention]");
  });

  test.each([...locked, "results"])("nothing of the bucket %s can be public", (name) => {
    expect(resource("aws_s3_bucket_public_access_block", name)).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  test("Firehose waits 60 s or for 5 MiB, writes gzip by the hour under its key, and alters nothing", () => {
    const stream = resource("aws_kinesis_firehose_delivery_stream", "records");
    const destination = nested(stream, "extended_s3_configuration");
    expect(destination).toMatchObject({
      buffering_interval: 60,
      buffering_size: 5,
      compression_format: "GZIP",
      prefix: "records/!{timestamp:yyyy/MM/dd/HH}/",
      kms_key_arn: "${aws_kms_key.lake.arn}",
    });
    expect(Object.keys(destination)).not.toContain("processing_configuration");
    expect(Object.keys(destination)).not.toContain("dynamic_partitioning_configuration");
    expect(nested(stream, "server_side_encryption")).toMatchObject({ enabled: true });
  });

  test("records move to colder storage and never expire", () => {
    const rules = listNested(resource("aws_s3_bucket_lifecycle_configuration", "records"));
    expect(rules.map(([, rule]) => rule["id"]).toSorted()).toEqual(["${rule.value}", "unfinished"]);
    for (const [, rule] of rules) {
      expect(Object.keys(rule).filter((name) => name.includes("expiration"))).toEqual([]);
    }
  });

  test("CloudTrail sees every region and every change, is digested, and writes into a locked bucket", () => {
    const trail = resource("aws_cloudtrail", "lake");
    expect(trail).toMatchObject({
      enable_log_file_validation: true,
      is_multi_region_trail: true,
      include_global_service_events: true,
      s3_bucket_name: "${aws_s3_bucket.trail.id}",
    });
    const selectors = listNested(trail).map(([, selector]) => selector["name"]);
    expect(selectors).toEqual(["Management", "Records", "Trail"]);
  });

  test("the key is rotated, and neither it nor a locked bucket is destroyed by an apply", () => {
    expect(resource("aws_kms_key", "lake")).toMatchObject({ enable_key_rotation: true });
    for (const [type, name] of [
      ["aws_kms_key", "lake"],
      ["aws_s3_bucket", "records"],
      ["aws_s3_bucket", "trail"],
    ] as const)
      expect(nested(resource(type, name), "lifecycle")).toEqual({ prevent_destroy: true });
  });
});
