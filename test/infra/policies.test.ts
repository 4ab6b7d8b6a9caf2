import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readText } from "./configuration.ts";
import { FACTS, readPolicy, type Request, speaks, type Statement } from "./iam.ts";
import { infra } from "./lake.ts";

const names = readdirSync(path.join(infra, "policies")).map((file) =>
  path.basename(file, ".json.tftpl"),
);
const ofRoles = ["auditor", "checks", "delivery", "forwarder", "model-log", "scheduler", "trail"];
const trusts = names.filter((name) => name.endsWith("-trust"));

const ROOT = `arn:aws:iam::${FACTS.account}:root`;
const ADMIN = `arn:aws:iam::${FACTS.account}:role/admin`;
const MACHINE = "arn:aws:iam::111122223333:role/toolgate-machine";
const object = `${FACTS.records}/records/2026/11/27/16/a.gz`;
const tls = { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3" };

/** What a role may do with a resource that has a policy: the one allows, and neither denies. */
function may(role: string, resourcePolicy: string, request: Request): boolean {
  const both = [...readPolicy(role), ...readPolicy(resourcePolicy)];
  return speaks("Allow", both, request) && !speaks("Deny", both, request);
}

describe("the policies", () => {
  test("are all used, and all that are used are there", () => {
    const used = [...readText(".").matchAll(/policies\/([\w-]+)\.json\.tftpl/g)].map(
      ([, name]) => name,
    );
    expect([...new Set(used)].toSorted()).toEqual(names.toSorted());
    const told = [...trusts, ...ofRoles, "key", "records-bucket", "results-bucket", "topic"];
    expect([...told, "trail-bucket"].toSorted()).toEqual(names.toSorted());
  });

  test.each(ofRoles)("of %s allows named actions on named resources", (name) => {
    const wide = (given: Statement): boolean =>
      given.Action.some((action) => action.includes("*")) || given.Resource?.includes("*") === true;
    const wideOnes = readPolicy(name).filter(wide);
    // The one action that knows no resources is held to one namespace.
    const expected =
      name === "checks"
        ? [
            {
              Action: ["cloudwatch:PutMetricData"],
              Condition: { StringEquals: { "cloudwatch:namespace": ["Toolgate"] } },
            },
          ]
        : [];
    expect(wideOnes).toHaveLength(expected.length);
    expect(wideOnes).toMatchObject(expected);
    expect(readPolicy(name).map(({ Effect }) => Effect)).not.toContain("Deny");
  });

  test("of resources allow nobody everything, and name every action but in denials", () => {
    const allowing = ["key", "records-bucket", "results-bucket", "topic", "trail-bucket"]
      .flatMap(readPolicy)
      .filter(({ Effect }) => Effect === "Allow");
    const starred = allowing
      .flatMap(({ Action }) => Action)
      .filter((action) => action.includes("*"));
    expect([...new Set(starred)].toSorted()).toEqual(["kms:GenerateDataKey*", "kms:ReEncrypt*"]);
    expect(allowing.filter(({ Principal }) => Principal === "*")).toEqual([]);
  });
});

describe("the forwarder", () => {
  test("puts records into the stream, and can do nothing else", () => {
    expect(readPolicy("forwarder")).toEqual([
      {
        Sid: "PutRecords",
        Effect: "Allow",
        Action: ["firehose:PutRecord", "firehose:PutRecordBatch"],
        Resource: [FACTS.stream],
      },
    ]);
  });

  const assume = (principal: string, externalId?: string): boolean =>
    speaks("Allow", readPolicy("forwarder-trust"), {
      principal,
      action: "sts:AssumeRole",
      ...(externalId === undefined ? {} : { context: { "sts:ExternalId": externalId } }),
    });

  test("is a named role of a named account that says the external id", () => {
    expect(assume(MACHINE, FACTS.external_id)).toBe(true);
    expect(assume(MACHINE, "another")).toBe(false);
    expect(assume(MACHINE)).toBe(false);
    expect(assume("arn:aws:iam::111122223333:role/other", FACTS.external_id)).toBe(false);
    expect(assume(MACHINE.replace("1111", "9999"), FACTS.external_id)).toBe(false);
  });

  test("is the only role that another account is trusted with beside the auditor's", () => {
    const services = trusts.filter((name) => !/^(?:forwarder|auditor)-/.test(name));
    for (const name of services) {
      const [given, ...more] = readPolicy(name);
      expect(more).toEqual([]);
      expect(Object.keys(given?.Principal ?? {})).toEqual(["Service"]);
      expect(given?.Condition?.["StringEquals"]?.["aws:SourceAccount"]).toEqual([FACTS.account]);
    }
  });
});

describe("a record", () => {
  const put: Request = {
    principal: FACTS.delivery_role,
    action: "s3:PutObject",
    resource: object,
    context: tls,
  };

  test("is written by Firehose's role, over TLS, under the lake's key", () => {
    expect(may("delivery", "records-bucket", put)).toBe(true);
    const keyId = "s3:x-amz-server-side-encryption-aws-kms-key-id";
    const under = (key: string): Request => ({ ...put, context: { ...tls, [keyId]: key } });
    expect(may("delivery", "records-bucket", under(FACTS.key))).toBe(true);
    expect(may("delivery", "records-bucket", under(FACTS.model_key))).toBe(false);
    const plain = { ...put, context: { ...tls, "aws:SecureTransport": "false" } };
    expect(may("delivery", "records-bucket", plain)).toBe(false);
    const old = { ...put, context: { ...tls, "s3:TlsVersion": "1.1" } };
    expect(may("delivery", "records-bucket", old)).toBe(false);
  });

  test.each([ROOT, ADMIN, FACTS.auditor_role])("is not written by %s", (principal) => {
    expect(speaks("Deny", readPolicy("records-bucket"), { ...put, principal })).toBe(true);
  });

  test.each(["records", "trail_bucket"] as const)("in %s is deleted by nobody", (bucket) => {
    const policy = readPolicy(bucket === "records" ? "records-bucket" : "trail-bucket");
    for (const action of [
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
      "s3:BypassGovernanceRetention",
    ])
      for (const principal of [ROOT, ADMIN, FACTS.delivery_role])
        expect(
          speaks("Deny", policy, {
            principal,
            action,
            resource: `${FACTS[bucket]}/x`,
            context: tls,
          }),
        ).toBe(true);
  });

  test("is locked for less by nobody, and in no other mode", () => {
    const lock = (days: string, mode: string): boolean =>
      speaks("Deny", readPolicy("records-bucket"), {
        principal: ADMIN,
        action: "s3:PutObjectRetention",
        resource: object,
        context: {
          ...tls,
          "s3:object-lock-remaining-retention-days": days,
          "s3:object-lock-mode": mode,
        },
      });
    expect(lock("2554", "COMPLIANCE")).toBe(true);
    expect(lock("3000", "GOVERNANCE")).toBe(true);
    expect(lock("3000", "COMPLIANCE")).toBe(false);
  });

  test("is read by the auditor, who writes nothing but Athena's answers", () => {
    const read = {
      principal: FACTS.auditor_role,
      action: "s3:GetObject",
      resource: object,
      context: tls,
    };
    expect(may("auditor", "records-bucket", read)).toBe(true);
    const writes = readPolicy("auditor")
      .filter(({ Action }) => Action.some((action) => /Put|Delete|Create|Update/.test(action)))
      .flatMap(({ Resource }) => Resource);
    expect(writes).toEqual([`${FACTS.results}/queries/*`]);
  });
});

describe("the key", () => {
  const key = readPolicy("key");

  test.each(["ScheduleKeyDeletion", "DisableKey", "DisableKeyRotation"])(
    "%s is nobody's",
    (name) => {
      for (const principal of [ROOT, ADMIN])
        expect(speaks("Deny", key, { principal, action: `kms:${name}`, resource: "*" })).toBe(true);
    },
  );

  test("opens records for the readers through S3, and for no administrator", () => {
    const open = (principal: string, service: string): boolean =>
      speaks("Allow", key, {
        principal,
        action: "kms:Decrypt",
        resource: "*",
        context: {
          "kms:ViaService": `${service}.eu-central-1.amazonaws.com`,
          "kms:EncryptionContext:aws:s3:arn": FACTS.records,
        },
      });
    expect(open(FACTS.auditor_role, "s3")).toBe(true);
    expect(open(FACTS.checks_role, "s3")).toBe(true);
    expect(open(FACTS.auditor_role, "ec2")).toBe(false);
    expect(open(ADMIN, "s3")).toBe(false);
    expect(open(MACHINE, "s3")).toBe(false);
  });
});
