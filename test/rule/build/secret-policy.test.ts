import { describe, expect, it } from "vitest";
import { readSecretPolicy } from "../../../src/rule/build/compile/read-secret-policy.ts";
import { buildWith, mistakesOf } from "./build-with.ts";

const built = (profile: "standard" | "strict" | "observe", ...sources: readonly object[]) =>
  buildWith(
    Object.fromEntries(
      sources.map((secrets, nth) => [`${nth}.yaml`, JSON.stringify({ policy: { secrets } })]),
    ),
    { profile },
  ).policy.secrets;

describe("what comes of secrets", () => {
  it("is not said where no file says it", () => {
    expect(readSecretPolicy([], "standard")).toEqual({});
    expect(built("standard", {})).toBeUndefined();
  });

  it("is the last file's word, place by place", () => {
    const first = { file: { generic: "mask", specific: "deny" }, output: { generic: "deny" } };
    expect(built("standard", first, { file: { generic: "ask" } })).toEqual({
      file: { generic: "ask", specific: "deny" },
      output: { generic: "deny" },
    });
  });

  it("may differ by profile; what one does not say is the rule's own", () => {
    const byProfile = { file: { generic: { standard: "mask" } } };
    expect(built("standard", byProfile)).toEqual({ file: { generic: "mask" } });
    expect(built("observe", byProfile)).toEqual({ file: { generic: "mask" } });
    expect(built("strict", byProfile)).toBeUndefined();
  });

  it.each([
    ["a mask where nothing comes back", { written: { generic: "mask" } }],
    ["an outcome that lets everything pass", { file: { generic: "allow" } }],
    ["a place that is none", { disk: { generic: "ask" } }],
    ["a sureness that is none", { file: { certain: "ask" } }],
  ])("does not build with %s", (_, secrets) => {
    expect(mistakesOf({ "a.yaml": JSON.stringify({ policy: { secrets } }) })).toHaveLength(1);
  });
});

const SECRETS = `[[rules]]
id = "acme"
description = "Acme token"
regex = '''acme_[a-z0-9]{20}'''
keywords = ["acme_"]
[rules.toolgate]
examples.deny = ["acme_{lowernum:20}"]
`;

const exception = (match: object, more: object = {}) => ({
  "a.toml": SECRETS,
  "x.yaml": JSON.stringify({
    exceptions: [
      {
        id: "revoked",
        rule: "secret/acme",
        owner: "Application Security",
        reason: "it has been revoked",
        expires: "2027-01-31",
        match,
        ...more,
      },
    ],
  }),
});

describe("an exception by fingerprint", () => {
  const fingerprints = [`fp1-${"0f".repeat(16)}`];

  it("stands with its rule, alone or with a path, and needs no examples", () => {
    const { secrets } = buildWith(exception({ fingerprints }));
    expect(secrets.rules[0]?.exceptions).toMatchObject([{ id: "revoked", fingerprints }]);
    const { secrets: placed } = buildWith(exception({ fingerprints, paths: ["~/app/**"] }));
    expect(placed.rules[0]?.exceptions).toMatchObject([{ fingerprints, paths: ["~/app/**"] }]);
  });

  it.each([
    ["something else than a fingerprint", exception({ fingerprints: ["acme"] }), "fp1-"],
    [
      "an example, which nothing could try",
      exception({ fingerprints }, { examples: { allow: ["~/a"] } }),
      "leave them out",
    ],
    ["neither a path nor a fingerprint", exception({}), '"paths" or "fingerprints"'],
    ["a path without an example", exception({ paths: ["~/app/**"] }), "examples.allow"],
    ["a key for another rule", { ...exception({ run: ["a b"] }) }, "excepted by"],
  ])("does not build with %s", (_, files, problem) => {
    expect(mistakesOf(files).join("\n")).toContain(problem);
  });
});

it("the company's key is 32 bytes in hexadecimal digits", () => {
  const key = "a0".repeat(32);
  const file = (fingerprint_key: string) => ({
    "a.yaml": JSON.stringify({ policy: { fingerprint_key } }),
  });
  expect(buildWith(file(key)).policy.fingerprintKey).toBe(key);
  expect(mistakesOf(file("short"))).toHaveLength(1);
});
