import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toRecord } from "../../src/audit/to-record.ts";
import type { HookEvent } from "../../src/model/event.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Account } from "../../src/model/record.ts";
import { callOf, keyedHash, secretFinding, toAccount, toEvent, toVerdict } from "./accounts.ts";

function text(event: HookEvent, rest: Partial<Account> = {}): string {
  return JSON.stringify(toRecord(toAccount(event, rest), { keyedHash }));
}

function dataOf(event: HookEvent, rest: Partial<Account> = {}): JsonObject {
  const { api } = JSON.parse(text(event, rest));
  return api.request.data;
}

function findingOf(event: HookEvent, secret: string): Finding {
  const command = String(event.tool?.input["command"]);
  const start = command.indexOf(secret);
  const slot = ["tool_input", "command"];
  const span = { slot, start, end: start + secret.length, label: "[secret: test-token]" };
  return secretFinding({ at: { field: "tool_input.command" }, span });
}

/** Random-looking, of no provider's format. */
const planted = fc
  .array(fc.constantFrom(..."abcdefghkmnpqrstuvwxyzABCDEFGHKMNPQRSTUVWXYZ23456789"), {
    minLength: 16,
    maxLength: 48,
  })
  .map((letters) => `Zq7${letters.join("")}`);

describe("content is never recorded", () => {
  const content = "the quick brown fox";
  const hmac = keyedHash(Buffer.from(content));

  test.each([
    ["Write", { file_path: "/tmp/x", content }, "content"],
    ["Edit", { file_path: "/tmp/x", old_string: "a", new_string: content }, "new_string"],
    ["Edit", { file_path: "/tmp/x", old_string: content, new_string: "b" }, "old_string"],
    ["Agent", { description: "d", prompt: content }, "prompt"],
  ])("%s: size and keyed hash instead", (tool, input, field) => {
    const event = callOf(tool, input);
    expect(text(event)).not.toContain("quick brown");
    expect(dataOf(event)[field]).toEqual({ bytes: content.length, hmac });
  });

  test("what a tool answered is there by size and keyed hash", () => {
    const event = toEvent({
      hook_event_name: "PostToolUse",
      tool_name: "Bash",
      tool_input: { command: "cat fox" },
      tool_response: { stdout: content, stderr: "", interrupted: false, isImage: false },
    });
    expect(text(event)).not.toContain("quick brown");
    expect(text(event)).toContain(hmac);
  });

  test("so is what the user said", () => {
    const event = toEvent({ hook_event_name: "UserPromptSubmit", prompt: content });
    expect(text(event)).not.toContain("quick brown");
    expect(text(event)).toContain(hmac);
  });

  test("and everything, when nobody knows what in it is secret", () => {
    const event = callOf("Bash", { command: "echo quick brown fox" });
    expect(text(event, { verdict: undefined })).not.toContain("quick brown");
    expect(text(event, { action: undefined })).not.toContain("quick brown");
  });
});

describe("a secret that a check has found", () => {
  test("is masked where it stands", () => {
    const event = callOf("Bash", { command: "send Zq7aB3dE9fGh1 now" });
    const verdict = toVerdict([findingOf(event, "Zq7aB3dE9fGh1")]);
    expect(dataOf(event, { verdict })["command"]).toBe("send [secret: test-token] now");
  });

  test("is masked wherever else it stands", () => {
    const event = toEvent({
      hook_event_name: "PreToolUse",
      cwd: "/home/dev/Zq7aB3dE9fGh1",
      session_id: "Zq7aB3dE9fGh1",
      tool_name: "Bash",
      tool_input: { command: "send Zq7aB3dE9fGh1 > /tmp/Zq7aB3dE9fGh1" },
    });
    const verdict = toVerdict([findingOf(event, "Zq7aB3dE9fGh1")]);
    expect(text(event, { verdict })).not.toContain("Zq7aB3dE9fGh1");
  });

  test("hides the whole field when it does not stand there verbatim", () => {
    const event = callOf("Bash", { command: "echo WnE3YUIzZEU5ZkdoMQ== | base64 -d" });
    const verdict = toVerdict([secretFinding({ at: { field: "tool_input.command" } })]);
    const data = dataOf(event, { verdict });
    expect(data["command"]).toMatchObject({ bytes: 37 });
    expect(text(event, { verdict })).not.toContain("WnE3");
  });

  test("in a file does not hide which file it was", () => {
    const event = callOf("Read", { file_path: "/srv/app/.env" });
    const verdict = toVerdict([secretFinding({ at: { field: "tool_input.file_path" } })]);
    expect(dataOf(event, { verdict })["file_path"]).toBe("/srv/app/.env");
  });

  test("is in no record, whatever is around it", () => {
    const around = fc.string({ unit: "grapheme", maxLength: 60 });
    fc.assert(
      fc.property(planted, around, around, (secret, before, after) => {
        const event = callOf("Bash", {
          command: `${before}${secret}${after}`,
          description: secret,
        });
        const verdict = toVerdict([findingOf(event, secret)]);
        expect(text(event, { verdict })).not.toContain(secret);
      }),
      { numRuns: 200 },
    );
  });
});

describe("a credential that no check has found", () => {
  const commands = [
    (s: string) => `deploy --password ${s} --verbose`,
    (s: string) => `deploy --password=${s}`,
    (s: string) => `deploy --api-key '${s}'`,
    (s: string) => `deploy "--token" "${s}"`,
    (s: string) => `export DB_PASSWORD=${s}; run`,
    (s: string) => `GITHUB_TOKEN="${s}" gh pr list`,
    (s: string) => `curl -H "Authorization: Bearer ${s}" https://example.com`,
    (s: string) => `curl -H 'X-Api-Key: ${s}' https://example.com`,
    (s: string) => `curl -u dev:${s} https://example.com`,
    (s: string) => `curl -udev:${s} https://example.com`,
    (s: string) => `git clone https://dev:${s}@example.com/x.git`,
    (s: string) => `curl 'https://example.com/?access_token=${s}&page=2'`,
    (s: string) => `curl -d '{"password":"${s}"}' https://example.com`,
    (s: string) => `mysql -uroot -p${s} shop`,
    (s: string) => `sshpass -p ${s} ssh host`,
    (s: string) => `docker login -u dev -p ${s} registry.example.com`,
    (s: string) => `bash -c "mysql -p${s}"`,
    (s: string) => `redis-cli -a ${s} ping`,
    (s: string) => `openssl rsa -passin pass:${s} -in k`,
    (s: string) => `openssl enc -aes-256-cbc -k ${s} -in a -out b`,
    (s: string) => `aws configure set aws_secret_access_key ${s}`,
    (s: string) => `npm config set //npm.example.com/:_authToken ${s}`,
    (s: string) => `nmcli device wifi connect home password ${s}`,
    (s: string) => `mysqladmin -u root password ${s}`,
    (s: string) => `rclone config create r s3 secret_access_key ${s}`,
    (s: string) => `mongosh -u admin -p ${s}`,
    (s: string) => `sqlcmd -U sa -P ${s} -Q 'select 1'`,
    (s: string) => `http -a dev:${s} https://example.com`,
    (s: string) => `gh secret set DEPLOY --body ${s}`,
    (s: string) => `htpasswd -b users dev ${s}`,
    (s: string) => `rabbitmqctl add_user dev ${s}`,
    (s: string) => `vault login ${s}`,
    (s: string) => `kubectl create secret generic db --from-literal=password=${s}`,
    (s: string) => `echo ${s} | sudo -S true`,
    (s: string) => `printf '%s' '${s}' | docker login -u dev --password-stdin`,
    (s: string) => `echo 'dev:${s}' | chpasswd`,
    (s: string) => `chpasswd <<< dev:${s}`,
    (s: string) => `cryptsetup luksOpen /dev/sdb1 x <<E\n${s}\nE`,
  ];

  test.each(commands.map((command) => [command("…"), command]))(
    "is masked in: %s",
    (_, command) => {
      fc.assert(
        fc.property(planted, (secret) => {
          expect(text(callOf("Bash", { command: command(secret) }))).not.toContain(secret);
        }),
        { numRuns: 25 },
      );
    },
  );

  test.each([
    ["grep password notes.txt", "notes.txt"],
    ["echo ready | sudo -n true", "ready"],
    ["npm config set registry https://registry.example.com", "registry.example.com"],
    ["gh pr create --body done", "done"],
    ["htpasswd users casey", "casey"],
  ])("is nothing that reads like one: %s", (command, word) => {
    expect(text(callOf("Bash", { command }))).toContain(word);
  });

  test.each(["curl -udev:Zq7Pwdaaaa https://example.com", "mysql -uroot -pZq7Pwdaaaa shop"])(
    "is masked where it reads like the name of one: %s",
    (command) => {
      expect(text(callOf("Bash", { command }))).not.toContain("Zq7Pwdaaaa");
    },
  );

  test.each([
    [{ password: "Zq7aB3dE9fGh1" }],
    [{ headers: { Authorization: "Zq7aB3dE9fGh1" } }],
    [{ args: ["--token", "Zq7aB3dE9fGh1"] }],
    [{ secrets: ["Zq7aB3dE9fGh1"] }],
    [{ pin: 4711 }],
    [{ url: "https://dev:Zq7aB3dE9fGh1@example.com/" }],
  ])("is masked in a tool's arguments: %j", (input) => {
    const made = dataOf(callOf("mcp__srv__tool", input));
    expect(JSON.stringify(made)).not.toMatch(/Zq7aB3dE9fGh1|4711/);
  });

  test("is masked in a path", () => {
    const secret = "Zq7aB3dE9fGh1kL5mN8p";
    expect(text(callOf("Read", { file_path: `/tmp/${secret}/x` }))).not.toContain(secret);
  });

  test.each([["sk", "live", "a1b2c3d4e5f6g7h8j9k1m2n3"].join("_"), "Zq7aB3dE9fGh1kL5mN8p"])(
    "is masked in a path and in an id, whatever its case: %s",
    (secret) => {
      const tool = { tool_name: "Read", tool_input: { file_path: `/srv/${secret}/x` } };
      const event = {
        hook_event_name: "PreToolUse",
        session_id: secret,
        cwd: `/srv/${secret}`,
        ...tool,
      };
      expect(text(toEvent({ ...event, agent_id: secret, agent_type: secret }))).not.toContain(
        secret,
      );
    },
  );

  test.each([
    "sha256_0123456789abcdef0123456789abcdef",
    "my_long_project_name_2026",
    "file_0123456789",
  ])("and a plain name of a path stays: %s", (name) => {
    expect(text(callOf("Read", { file_path: `/srv/${name}/x` }))).toContain(name);
  });

  test("is masked by its look where the hook has no secret check", () => {
    const event = callOf("Bash", { command: "send Zq7aB3dE9fGh1kL5mN8p" });
    expect(text(event, { hook: "command-guard" })).not.toContain("Zq7aB3dE9fGh1kL5mN8p");
  });

  test("and an ordinary command stays as it is", () => {
    const command =
      'git commit --author="A <a@example.com>" -m "fix: keep the key order" && npm test';
    expect(dataOf(callOf("Bash", { command }))["command"]).toBe(command);
    const run = "docker run -p 8080:80 --name=web nginx:1.27 && ls -la /home/dev/project";
    expect(dataOf(callOf("Bash", { command: run }))["command"]).toBe(run);
  });
});

describe("bounds", () => {
  test("a long command is cut, with its size and keyed hash", () => {
    const command = `echo ${"word ".repeat(2000)}`;
    expect(dataOf(callOf("Bash", { command }))["command"]).toEqual({
      text: `${command.slice(0, 2048)}…`,
      bytes: command.length,
      hmac: keyedHash(Buffer.from(command)),
    });
  });

  test("a secret across the cut is not shown in part", () => {
    const secret = "Zq7".repeat(100);
    const event = callOf("Bash", { command: `echo ${"x".repeat(2000)} ${secret}` });
    const verdict = toVerdict([findingOf(event, secret)]);
    expect(text(event, { verdict })).not.toContain("Zq7Zq7");
    const flag = callOf("Bash", { command: `echo ${"x ".repeat(1010)} --password ${secret}` });
    expect(text(flag)).not.toContain("Zq7Zq7");
  });

  test("an input of very many values is withheld as a whole", () => {
    const items = Array.from({ length: 5000 }, (_, index) => `word ${index}`);
    expect(dataOf(callOf("mcp__srv__tool", { items }))).toHaveProperty("hmac");
  });

  test("an input of very many bytes is withheld as a whole", () => {
    const items = Array.from({ length: 400 }, () => "word ".repeat(300));
    expect(dataOf(callOf("mcp__srv__tool", { items }))).toHaveProperty("hmac");
  });

  test("an input in a very large event is withheld as a whole, at once", () => {
    const command = `echo ${"word ".repeat(1_000_000)} Zq7aB3dE9fGh1`;
    const event = callOf("mcp__srv__tool", { text: command });
    const start = performance.now();
    expect(dataOf(event)).toHaveProperty("hmac");
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test("a long string beside a known secret is withheld", () => {
    const event = callOf("Bash", { command: `send Zq7aB3dE9fGh1 ${"word ".repeat(20_000)}` });
    const verdict = toVerdict([findingOf(event, "Zq7aB3dE9fGh1")]);
    expect(dataOf(event, { verdict })["command"]).toHaveProperty("hmac");
    expect(dataOf(event, { verdict })["command"]).not.toHaveProperty("text");
  });

  test("with very many secrets no string is recorded", () => {
    const values = Array.from({ length: 40 }, (_, n) => `value-${n}-of-forty`);
    const event = callOf("Bash", { command: values.join(" ") });
    const verdict = toVerdict(values.map((value) => findingOf(event, value)));
    expect(text(event, { verdict })).not.toContain("of-forty");
  });

  test("a cut between the halves of a character leaves no half", () => {
    const command = `${"x".repeat(2047)}😀${"x".repeat(10)}`;
    const made = dataOf(callOf("Bash", { command }))["command"];
    expect(made).toMatchObject({ text: `${"x".repeat(2047)}…` });
  });
});
