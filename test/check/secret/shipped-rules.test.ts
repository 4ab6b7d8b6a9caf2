import { describe, expect, test } from "vitest";
import { expandTemplate } from "../../../src/rule/build/examples/expand-template.ts";
import { inspectText } from "./support.ts";

const outcomes = (template: string, role: "file" | "command" = "file") =>
  inspectText(expandTemplate(template), { role }).map(({ outcome }) => outcome);
const rules = (text: string) => inspectText(text).map(({ rule }) => rule);

const TOKENS = [
  "ghp_{alnum:36}",
  "github_pat_{alnum:22}_{alnum:59}",
  "glpat-{alnum:20}",
  "xoxb-{digit:12}-{digit:13}-{alnum:24}",
  "sk-ant-api03-{alnum:93}",
  "sk_live_{alnum:24}",
  "npm_{alnum:36}",
  "AKIA{base32:16}",
].map(expandTemplate);

describe("a token", () => {
  test.each(TOKENS)("is denied whatever letter or sign it stands beside (%#)", (token) => {
    for (const text of [`x_${token}`, `a${token}`, `1${token}`, `${token}_x`, `-${token}-`]) {
      expect(rules(text), `${text.length}`).not.toEqual([]);
    }
  });

  test.each(TOKENS)("is denied with the word of a placeholder beside it (%#)", (token) => {
    for (const text of [`${token} example`, `your_${token}`, `${token}-example`]) {
      expect(rules(text), `${text.length}`).not.toEqual([]);
    }
  });

  test.each(["ghp_{alnum:36}example", "ghp_{alnum:36}xxxxx", "sk_live_{alnum:24}aaaaaaaa"])(
    "is denied when it goes on into such a word, %s",
    (template) => {
      expect(outcomes(template)).toEqual(["deny"]);
    },
  );

  test("is denied when it happens to contain such a word", () => {
    expect(outcomes("ghp_{alnum:12}foobar{alnum:18}")).toEqual(["deny"]);
  });
});

describe("no secret is found in", () => {
  test.each([
    ["key- and 32 digits", "etag: key-{hex:32}"],
    ["fc- and 32 digits", "font: fc-{hex:32}"],
    ["sk- and 32 digits", "id: sk-{hex:32}"],
    ["SK and 32 digits", "part SK{hex:32}"],
    ["a digest and -us1", "bucket {hex:32}-us1"],
    ["key_ and 64 digits", "cache key_{hex:64}"],
    ["api- and a UUID", "req api-{uuid}"],
    ["sdk- and a UUID", "build sdk-{uuid}"],
    ["secret_ and 43 characters", "name: secret_{alnum:43}"],
    ["cio and 32 characters", "mod cio{alnum:32}"],
    ["BSA and 28 characters", "part BSA{alnum:28}"],
    ["Basic of user:password", "Authorization: Basic dXNlcjpwYXNzd29yZA=="],
    ["a test database", "postgres://app:secret123@test-db:5432/app"],
    ["a database of a compose file", "postgres://app:{alnum:14}@pg:5432/app"],
    ["the address of a manual", "mysql://username:p4ssw0rd@hostname/db"],
    ["a database of this machine", "postgres://app:{alnum:14}@localhost/app"],
    ["a commit called a token", "token = {hex:40}"],
    ["the token of a page", 'pageToken: "{base64url:40}"'],
    ["the token of AWS's next page", '"NextToken": "{base64:60}"'],
    ["the token of Google's next page", 'nextPageToken="{base64url:48}"'],
    ["a placeholder of digits", `${"ghp"}_${"1234567890abcdef".repeat(3).slice(0, 36)}`],
    ["a placeholder of letters", `${"ghp"}_${"abcdefghijklmnopqrstuvwxyz"}0123456789`],
    ["a placeholder in words", "glpat-your-token-goes-here-please"],
    ["AWS's key of the manual", "AKIA{upper:9}EXAMPLE"],
  ])("%s", (_, template) => {
    expect(outcomes(template)).toEqual([]);
  });

  test("the token of jwt.io", () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const token = (sub: string) =>
      `${part({ alg: "HS256", typ: "JWT" })}.${part({ sub, name: "John Doe" })}.${expandTemplate("{base64url:43}")}`;
    expect(rules(token("1234567890"))).toEqual([]);
    expect(rules(token("8f14e45fce"))).toEqual(["secret/jwt"]);
  });
});

describe("with the provider's word on its line", () => {
  test.each([
    ["MAILGUN_KEY=key-{hex:32}", "mailgun-key"],
    ["curl -u 'api:key-{hex:32}' https://api.mailgun.net/v3", "mailgun-key"],
    ["FIRECRAWL_KEY=fc-{hex:32}", "firecrawl-key"],
    ["DEEPSEEK_KEY: sk-{hex:32}", "deepseek-key"],
    ["twilio = SK{hex:32}", "twilio-api-key"],
    ["MAILCHIMP={hex:32}-us1", "mailchimp-key"],
    ["NOTION=secret_{alnum:43}", "notion-legacy-token"],
    ["launchdarkly sdk-{uuid}", "launchdarkly-sdk-key"],
  ])("%s is denied", (template, id) => {
    expect(rules(expandTemplate(template))).toContain(`secret/${id}`);
  });
});

describe("a password on a command line", () => {
  test.each([
    "sshpass -p {alnum:10} ssh root@host",
    "mysql -u root -p{alnum:10} app",
    "docker login -u me -p {alnum:16}",
    "tool --password {alnum:10} run",
    "tool --password={alnum:10}",
    "DB_PASS={alnum:10} ./migrate",
    "export DB_PASSWORD='{alnum:10}'",
  ])("is asked about, %s", (template) => {
    expect(outcomes(template, "command")).toEqual(["ask"]);
  });

  test.each([
    'sshpass -p "$PW" ssh host',
    "mysql -u root -p app",
    "docker run -p 8080:80 nginx",
    "docker login --password-stdin",
    "POSTGRES_PASSWORD=postgres docker compose up",
    "DB_PASS=$(pass show db) ./migrate",
    "tool --password-file ./pw",
  ])("is not seen in %s", (template) => {
    expect(outcomes(template, "command")).toEqual([]);
  });

  test("is not looked for in what is read", () => {
    expect(outcomes("sshpass -p {alnum:10} ssh root@host")).toEqual([]);
  });
});
