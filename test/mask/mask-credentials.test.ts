import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskCredentials } from "../../src/mask/mask-credentials.ts";
import { maskTokenShapes } from "../../src/mask/mask-token-shapes.ts";
import { isSecretName, mayHoldSecretName } from "../../src/mask/secret-name.ts";

test.each([
  ["tool --password hunter2 --dry-run", "tool --password [credential] --dry-run"],
  ["tool --password='a b' x", "tool --password=[credential] x"],
  ["tool --password=a\\ b x", "tool --password=[credential] x"],
  ['tool --token "a b" x', "tool --token [credential] x"],
  ["PGPASSWORD=a'b c'd psql", "PGPASSWORD=[credential] psql"],
  ["export API_KEY=abc&& run", "export API_KEY=[credential]&& run"],
  ["x; client_secret=abc; y", "x; client_secret=[credential]; y"],
  ["Authorization: Basic abc def", "Authorization: [credential]"],
  ["-H 'Authorization: Bearer abc' u", "-H 'Authorization: [credential]' u"],
  ["-H 'Cookie: a=b; c=d' u", "-H 'Cookie: [credential]' u"],
  ['{"a":1,"apiKey":"abc"}', '{"a":1,"apiKey":[credential]}'],
  ['{"apiKey":"a\\"b","url":"x"}', '{"apiKey":[credential],"url":"x"}'],
  ["{'token': 'abc', 'n': 1}", "{'token': [credential], 'n': 1}"],
  ['{\\"password\\":\\"abc\\"} x', '{\\"password\\":[credential] x'],
  ["user[password]=abc", "user[password]=[credential]"],
  ["postgres://u:p@ss@db/x", "postgres://[credential]@db/x"],
  ["git@github.com:org/repo.git", "git@github.com:org/repo.git"],
  ["scp u:pw@host:/x .", "scp u:[credential]@host:/x ."],
  ["bearer abcdefgh12", "bearer [credential]"],
  ["token=a token=b", "token=[credential] token=[credential]"],
  ["url=https://h/?token=a", "url=https://h/?token=[credential]"],
  ["PASSWORD='unclosed and more", "PASSWORD=[credential]"],
  ["see [secret: github-pat] there", "see [secret: github-pat] there"],
  ["PWD=/home/dev OLDPWD=/tmp", "PWD=/home/dev OLDPWD=/tmp"],
  ["max_tokens=5 --author=me", "max_tokens=5 --author=me"],
  ["the password is not here", "the password is not here"],
])("%s", (text, masked) => {
  expect(maskCredentials(text)).toBe(masked);
});

test("masking twice changes nothing more", () => {
  const once = maskCredentials("A_TOKEN=x curl -H 'Authorization: y' https://u:p@h/?sig=z");
  expect(maskCredentials(once)).toBe(once);
});

describe("names", () => {
  test.each(["password", "DB_PASS", "apiKey", "X-Api-Key", "--auth-token", "STRIPE_KEY", "sig"])(
    "%s announces a credential",
    (name) => expect(isSecretName(name)).toBe(true),
  );
  test.each(["key", "author", "tokens", "tokenizer", "public_key", "signal", "passive", "name"])(
    "%s does not",
    (name) => expect(isSecretName(name)).toBe(false),
  );
});

describe("the cheap test before the passes", () => {
  const names =
    "pass Passw PWD secret authoris Token api key Key KEY cookie signature private bearer sig pin OTP psk Jwt pat sas h S 2 İ \u212Aey x";
  const marks = ["_", "-", ".", " ", "=", ": ", "@", "://", '"', "'", "\n", "--", ";"];
  const part = fc.constantFrom(...names.split(" "), ...marks);
  const texts = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(""));

  test("passes every text that holds a secret name", () => {
    let secrets = 0;
    fc.assert(
      fc.property(texts, texts, texts, (before, name, after) => {
        fc.pre(isSecretName(name));
        secrets += 1;
        expect(mayHoldSecretName(`${before} ${name}=${after}`)).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(secrets).toBeGreaterThan(100);
  });

  test("passes every name that the rules for names take for a secret one", () => {
    const words = /passw|passphrase|passcode|pwd|secret|credential|authori[sz]ation|token(?!s|iz)/;
    const short = /(?:^|_)(?:pass|auth|sig|pin|otp|psk|jwt|pat|sas)(?:_|$)|_key$|api_?key|bearer/;
    fc.assert(
      fc.property(texts, (name) => {
        const plain = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
        const joined = plain
          .split(/[^a-z0-9]+/)
          .filter(Boolean)
          .join("_");
        fc.pre(words.test(joined) || short.test(joined));
        expect(mayHoldSecretName(name)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test("leaves nothing that the passes would have masked", () => {
    fc.assert(
      fc.property(texts, (text) => {
        // What is added sends the whole text through every pass, and no value reaches into it.
        const masked = maskCredentials(`${text}\n;bearer@`);
        expect(masked.startsWith(maskCredentials(text))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test.each(["git status --short && npm test", "ls /srv/patterns/design", "ping -c 1 mapping"])(
    "stops the ordinary: %s",
    (text) => expect(mayHoldSecretName(text)).toBe(false),
  );
});

describe("the look of a token", () => {
  test.each(["Zq7aB3dE9fGh1kL5mN8p", "AB12CD34EF56GH78JK90"])("%s is masked", (word) => {
    expect(maskTokenShapes(`/tmp/${word}/x`)).toBe("/tmp/[token?]/x");
  });
  test.each([
    "/home/dev/.claude/projects/00000001-0000-4000-8000-000000000001.jsonl",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "/home/dev/project/src/main/java/ApplicationConfiguration2Test.java",
  ])("%s stays", (path) => expect(maskTokenShapes(path)).toBe(path));
});

/** Milliseconds for an input of n and of 8 n units; linear is a factor of 8. */
test.each([
  ["quotes", (n: number) => "a='b ".repeat(n / 5)],
  ["names", (n: number) => "a".repeat(n)],
  ["dashes", (n: number) => "-".repeat(n)],
  ["spaces", (n: number) => `--token${" ".repeat(n)}`],
  ["schemes", (n: number) => "a://".repeat(n / 4)],
  ["colons", (n: number) => "a:".repeat(n / 2)],
  ["backslashes", (n: number) => `token=${"\\".repeat(n)}`],
  ["open quotes", (n: number) => 'token="'.repeat(n / 7)],
  ["secret words", (n: number) => "password_".repeat(n / 9)],
])("costs no more than linearly in a text of %s", (_, make) => {
  const time = (n: number): number => {
    const text = make(n);
    const start = performance.now();
    maskCredentials(text);
    return performance.now() - start;
  };
  time(4_000);
  const best = (n: number) => Math.min(time(n), time(n), time(n));
  expect(best(160_000)).toBeLessThan(40 * best(20_000) + 20);
});
