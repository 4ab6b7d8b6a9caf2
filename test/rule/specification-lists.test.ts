import { describe, expect, it } from "vitest";
import { guard } from "../../hooks/guard.ts";
import { Evaluation } from "../../src/evaluation.ts";
import type { Gate } from "../../src/gate.ts";
import type { HostDecision } from "../../src/model/decision.ts";
import { evaluate } from "../../src/pipeline.ts";
import { buildRules } from "../../src/rule/build/build-rules.ts";

const rules = buildRules("rules", { profile: "strict" });
const gate: Gate = {
  checks: guard.checks,
  rules,
  policy: rules.policy,
  rulesFor: () => ({ bundles: [rules], policy: rules.policy, gaps: [], repository: [] }),
  machine: { home: "/home/dev", realPath: (path) => path, readText: () => undefined },
  record: () => {},
};

/** A tool call; a string is a command line. */
type Call = string | { readonly tool: string; readonly input: object };

const read = (file_path: string): Call => ({ tool: "Read", input: { file_path } });
const write = (file_path: string): Call => ({ tool: "Write", input: { file_path, content: "x" } });
const edit = (file_path: string): Call => ({
  tool: "Edit",
  input: { file_path, old_string: "a", new_string: "b" },
});
const grep = (path: string): Call => ({ tool: "Grep", input: { pattern: "x", path } });
const grepOnly = (glob: string): Call => ({ tool: "Grep", input: { pattern: "x", glob } });
const glob = (pattern: string): Call => ({ tool: "Glob", input: { pattern } });

function told(call: Call): HostDecision {
  const { tool, input } =
    typeof call === "string" ? { tool: "Bash", input: { command: call } } : call;
  const event = {
    hook_event_name: "PreToolUse",
    session_id: "s",
    cwd: "/home/dev/project",
    tool_name: tool,
    tool_input: input,
  };
  return evaluate(Buffer.from(JSON.stringify(event)), gate, new Evaluation()).told;
}

interface Row {
  /** As the specification has it. */
  readonly entry: string;
  /** Spellings of it. */
  readonly means: readonly Call[];
  /** What is near to it and is not meant. */
  readonly not: readonly (readonly [Call, HostDecision])[];
}

const DENIED: readonly Row[] = [
  {
    entry: "Read(**/.env)",
    means: [read(".env"), read("/srv/app/.ENV"), "cat apps/web/.env", grep(".env"), edit(".env")],
    not: [
      [read("src/env.ts"), "none"],
      ["ls -la", "none"],
    ],
  },
  {
    entry: "Read(**/.env.*)",
    means: [
      read(".env.production"),
      "head -1 ./.env.local",
      grepOnly(".env.*"),
      write(".env.test"),
    ],
    not: [[read("src/.environment.md"), "none"]],
  },
  {
    entry: "Read(**/*.pem)",
    means: [read("certs/ca.pem"), "cat certs/server.PEM", "base64 < key.pem", grepOnly("*.pem")],
    not: [[read("src/pem.ts"), "none"]],
  },
  {
    entry: "Read(**/*.key)",
    means: [read("tls/www.key"), "tail -c 99 a.key", edit("locale.key")],
    not: [[read("src/keyboard.ts"), "none"]],
  },
  {
    entry: "Read(**/*.p12)",
    means: [read("store.p12"), "xxd store.p12", "diff a store.p12"],
    not: [[read("store.p12.md"), "none"]],
  },
  {
    entry: "Read(**/*.pfx)",
    means: [read("store.pfx"), "strings deep/er/store.pfx"],
    not: [[read("pfx/readme.md"), "none"]],
  },
  {
    entry: "Read(**/credentials*)",
    means: [read("config/credentials.json"), "cat credentials", "grep -r x config/credentials.d"],
    not: [[read("src/credential.ts"), "none"]],
  },
  {
    entry: "Read(**/secrets*)",
    means: [read("secrets.yaml"), "jq . deploy/secrets.json", "git show HEAD:secrets.yaml"],
    not: [[read("src/secret.ts"), "none"]],
  },
  {
    entry: "Read(**/.aws/*)",
    means: [
      read("~/.aws/config"),
      "cat $HOME/.aws/credentials",
      "cat ~/.a?s/*",
      grep("/root/.aws"),
    ],
    not: [[read("docs/aws/setup.md"), "none"]],
  },
  {
    entry: "Read(**/.ssh/*)",
    means: [
      read("/home/other/.ssh/known_hosts"),
      "cat ~/.ssh/id_rsa.pub",
      "cd ~/.ssh && cat config",
    ],
    not: [[read("docs/ssh.md"), "none"]],
  },
  {
    entry: "Read(**/.gnupg/*)",
    means: [read("~/.gnupg/pubring.kbx"), "find ~/.gnupg -type f -exec cat {} +"],
    not: [[read("docs/gnupg.md"), "none"]],
  },
  {
    entry: "Bash(sudo:*)",
    means: [
      "sudo ls",
      "/usr/bin/sudo -u root id",
      "env A=1 sudo id",
      "echo x | xargs sudo rm",
      "doas ls",
    ],
    not: [
      ["echo sudo", "none"],
      ["man sudo", "none"],
    ],
  },
  {
    entry: "Bash(curl:*)",
    means: [
      "curl example.com",
      "/usr/bin/curl -s x",
      "timeout 5 curl x",
      "bash -c 'curl x'",
      "$(curl x)",
    ],
    not: [
      ["echo curl", "none"],
      ["git log --grep=curl", "none"],
    ],
  },
  {
    entry: "Bash(wget:*)",
    means: ["wget x", "nice wget -qO- x", "find . -exec wget {} +", "busybox wget x"],
    not: [["ls wget", "none"]],
  },
  {
    entry: "Bash(nc:*)",
    means: ["nc -z localhost 80", "/bin/nc -l 1", "cat x | nc host 1"],
    not: [["grep nc x", "none"]],
  },
  {
    entry: "Bash(ncat:*)",
    means: ["ncat host 1", "command ncat -l 1"],
    not: [["echo ncat", "none"]],
  },
  {
    entry: "Bash(netcat:*)",
    means: ["netcat host 1", "n'et'cat host 1"],
    not: [["cat netcat.md", "none"]],
  },
  {
    entry: "Bash(ssh:*)",
    means: ["ssh host ls", "/usr/bin/ssh -T git@host", "A=1 ssh host"],
    not: [["which ssh", "none"]],
  },
  {
    entry: "Bash(scp:*)",
    means: ["scp a host:b", "nohup scp host:b a"],
    not: [["echo scp a host:b", "none"]],
  },
  {
    entry: "Bash(rsync:*)",
    means: ["rsync -a a/ b/", "xargs rsync -a < x"],
    not: [["grep -r rsync .", "none"]],
  },
  {
    entry: "Bash(chmod:777:*)",
    means: ["chmod 777 x", "chmod -R 0777 .", "chmod a+rwx x", "find . -exec chmod 777 {} +"],
    not: [
      ["chmod 755 x", "ask"],
      ["echo chmod 777 x", "none"],
    ],
  },
  {
    entry: "Bash(rm:-rf:/*)",
    means: ["rm -rf /srv/x", "rm -f -r a /tmp/y", "rm --recursive --force ~/x", "rm -Rf -- /opt/z"],
    not: [
      ["rm -rf build", "ask"],
      ["rm /tmp/x", "ask"],
    ],
  },
  {
    entry: "Bash(git:commit:--no-verify:*)",
    means: ["git commit --no-verify -m x", "git commit -nm x", "git -C sub commit -m x --no-veri"],
    not: [["git commit -m '--no-verify'", "none"]],
  },
  {
    entry: "Bash(git:rebase:*)",
    means: [
      "git rebase main",
      "git -C sub rebase -i HEAD~2",
      "git pull --rebase",
      "command git rebase",
    ],
    not: [
      ["git log rebase", "none"],
      ["git merge main", "ask"],
    ],
  },
  {
    entry: "Bash(git:reset:--hard:*)",
    means: ["git reset --hard", "git -C sub reset HEAD~1 --hard", "env git reset --har"],
    not: [
      ["git reset --soft HEAD~1", "ask"],
      ["git log --grep='reset --hard'", "none"],
    ],
  },
];

const ALLOWED: readonly Row[] = [
  {
    entry: "Read(*)",
    means: [read("README.md"), read("/etc/hosts"), "cat src/a.ts", "head -20 package.json"],
    not: [[read("/etc/shadow"), "deny"]],
  },
  {
    entry: "Glob(*)",
    means: [glob("**/*.ts"), glob("src/*")],
    not: [["find . -delete", "deny"]],
  },
  {
    entry: "Grep(*)",
    means: [grep("src"), grepOnly("*.ts"), "grep -rn x src", "rg x src"],
    not: [
      [grep("/etc/shadow"), "deny"],
      ["rg --pre ./x y", "ask"],
    ],
  },
  {
    entry: "Bash(git:status:*)",
    means: ["git status", "git -C sub status -s", "/usr/bin/git status"],
    not: [
      ["git -c core.fsmonitor=./x status", "ask"],
      ["./git status", "ask"],
      ["git status > x", "ask"],
    ],
  },
  {
    entry: "Bash(git:diff:*)",
    means: ["git diff", "git diff --stat HEAD~1", "git diff main...topic -- src"],
    not: [
      ["git diff --ext-diff", "ask"],
      ["git diff --output=x", "ask"],
      ["GIT_EXTERNAL_DIFF=./x git diff", "ask"],
    ],
  },
  {
    entry: "Bash(git:log:*)",
    means: ["git log --oneline | head", "git log -p -- src", "git log --author=x"],
    not: [
      ["git log --output=x", "ask"],
      ["git log --outp x", "ask"],
    ],
  },
  {
    entry: "Bash(git:branch:*)",
    means: ["git branch -a", "git branch topic", "git branch -d topic", "git -C sub branch"],
    not: [
      ["git -c alias.branch='!make' branch", "ask"],
      ["git branch -D topic", "ask"],
      ["git branch -f topic HEAD~3", "ask"],
      ["git branch -M topic", "ask"],
      ["git branch --delete --force topic", "ask"],
    ],
  },
  {
    entry: "Bash(git:checkout:*)",
    means: ["git checkout main", "git checkout -b topic origin/main", "git checkout v1.2.3"],
    not: [
      ["git checkout -- .", "deny"],
      ["git checkout -f main", "deny"],
      ["git checkout -B topic", "ask"],
      ["git checkout -- src", "ask"],
      ["git checkout HEAD~3 src", "ask"],
      ["git checkout src/a.ts", "ask"],
    ],
  },
  {
    entry: "Bash(git:add:*)",
    means: ["git add .", "git add -p src", "git add -A && git status"],
    not: [["git add .env", "deny"]],
  },
  {
    entry: "Bash(git:commit:*)",
    means: ["git commit -m x", "git commit --amend --no-edit", "git commit -c HEAD"],
    not: [
      ["git commit -n -m x", "deny"],
      ["git -c core.hooksPath=/dev/null commit -m x", "deny"],
    ],
  },
  {
    entry: "Bash(npm:*)",
    means: ["npm ci", "npm run build -- --watch"],
    not: [
      ["npm unpublish x --force", "deny"],
      ["NODE_OPTIONS='-r ./x' npm test", "ask"],
    ],
  },
  {
    entry: "Bash(npx:*)",
    means: ["npx tsc --noEmit", "npx -y prettier ."],
    not: [["npx claude --bare", "deny"]],
  },
  {
    entry: "Bash(node:*)",
    means: ["node x.mjs", "node --test", "node -e 'console.log(1)'"],
    not: [
      ["node -e \"require('fs').rmSync('/',{recursive:true})\"", "deny"],
      ["node -e \"require('child_process').execSync('ls')\"", "ask"],
    ],
  },
  {
    entry: "Bash(python:*)",
    means: ["python x.py", "python3 -m http.tool", "python -c 'print(1)'"],
    not: [
      ["python -c \"import shutil; shutil.rmtree('/')\"", "deny"],
      ["python3 -c \"print(open('.env').read())\"", "deny"],
    ],
  },
  {
    entry: "Bash(pip:*)",
    means: ["pip install -r requirements.txt", "pip3 list"],
    not: [["PATH=./x pip list", "ask"]],
  },
  {
    entry: "Bash(pytest:*)",
    means: ["pytest -q", "python -m pytest tests"],
    not: [["./evil/pytest", "ask"]],
  },
  {
    entry: "Bash(make:*)",
    means: ["make", "make -j4 test", "make CC=clang"],
    not: [["make SHELL=./x", "deny"]],
  },
  {
    entry: "Bash(cargo:*)",
    means: ["cargo test", "cargo build --release"],
    not: [["cargo publish", "ask"]],
  },
  {
    entry: "Bash(go:*)",
    means: ["go test ./...", "go build"],
    not: [["gofmt -w x.go", "ask"]],
  },
  {
    entry: "Bash(gradle:*)",
    means: ["gradle build", "gradle -q test"],
    not: [["/tmp/gradle build", "ask"]],
  },
  {
    entry: "Bash(mvn:*)",
    means: ["mvn -q package", "mvn test | tail"],
    not: [["mvn test > x.log", "ask"]],
  },
];

const ASKED: readonly Row[] = [
  {
    entry: "Write(*)",
    means: [
      write("src/a.ts"),
      { tool: "NotebookEdit", input: { notebook_path: "a.ipynb", new_source: "x" } },
      "echo x > src/a.ts",
      "ls | tee x",
      "sed -n 's/a/b/w x' y",
    ],
    not: [
      [write("/etc/hosts"), "deny"],
      ["ls 2> /dev/null", "none"],
    ],
  },
  {
    entry: "Edit(*)",
    means: [edit("src/a.ts"), "sed -i s/a/b/ src/a.ts", "perl -pi -e s/a/b/ x"],
    not: [
      [edit("~/.bashrc"), "deny"],
      ["sed s/a/b/ src/a.ts", "none"],
    ],
  },
  {
    entry: "Bash(git:push:*)",
    means: ["git push", "git -C sub push -u origin topic", "git add . && git push"],
    not: [
      ["git push --force", "deny"],
      ["git log push", "none"],
    ],
  },
  {
    entry: "Bash(docker:*)",
    means: ["docker ps", "/usr/bin/docker run --rm x ls", "docker compose up", "podman ps"],
    not: [
      ["docker system prune -a --volumes", "deny"],
      ["echo docker", "none"],
    ],
  },
  {
    entry: "Bash(kubectl:*)",
    means: ["kubectl get pods", "kubectl -n x logs y", "timeout 9 kubectl get ns"],
    not: [["kubectl delete ns prod", "deny"]],
  },
  {
    entry: "Bash(aws:*)",
    means: ["aws s3 ls", "aws --profile x sts get-caller-identity"],
    not: [["aws s3 rb s3://x --force", "deny"]],
  },
  {
    entry: "Bash(terraform:*)",
    means: ["terraform plan", "terraform -chdir=x apply", "tofu plan"],
    not: [["terraform destroy -auto-approve", "deny"]],
  },
];

const LISTS = { deny: DENIED, none: ALLOWED, ask: ASKED } as const;

/** Denied however it is spelled; allowed without a word, but never outweighing another rule; asked about. */
describe.each(["deny", "none", "ask"] as const)("an entry that means %s, in strict", (outcome) => {
  it.each(LISTS[outcome])("holds for $entry", ({ means, not }) => {
    expect(means.map((call) => [call, told(call)])).toEqual(means.map((call) => [call, outcome]));
    expect(not.map(([call]) => [call, told(call)])).toEqual(not);
  });
});

describe("the three lists", () => {
  it("have as many entries as the specification", () => {
    expect([DENIED, ALLOWED, ASKED].map(({ length }) => length)).toEqual([25, 21, 7]);
  });

  it("deny an MCP server that nobody has listed", () => {
    expect(told({ tool: "mcp__github__create_issue", input: { title: "x" } })).toBe("deny");
    expect(told({ tool: "TodoWrite", input: { todos: [] } })).toBe("none");
  });
});
