import { describe, expect, it } from "vitest";
import { toAction } from "../../../src/action/to-action.ts";
import { commandCheck } from "../../../src/check/command/command-check.ts";
import { TEST_MACHINE } from "../../audit/accounts.ts";
import { buildWith } from "../../rule/build/build-with.ts";
import { bashIn } from "../../rule/repository/support.ts";

const meta = "why: no, instead: less, severity: high, outcome: deny, maturity: stable";
const about = "owner: Release Engineering, reason: for a test, expires: 2027-03-01";
const rules = buildWith({
  "programs.yaml": "rules/programs.yaml",
  "rules.yaml": `commands:
  - { id: command/force, ${meta}, patterns: ["git push -f"], examples: { deny: [git push -f], allow: [git push] } }
  - { id: command/root, ${meta}, patterns: [sudo], examples: { deny: [sudo ls], allow: [ls] } }
`,
  "exceptions.yaml": `exceptions:
  - { id: release, rule: command/force, ${about}, match: { run: ["git push -f origin release/*"] }, examples: { allow: [git push -f origin release/2.0], deny: [git push -f origin main] } }
  - { id: robot, rule: command/root, ${about}, match: { run: [sudo bash, "sudo tee /opt/app.conf"] }, scope: { users: ["*"] }, examples: { allow: [sudo bash], deny: [sudo sh] } }
`,
});

function judge(line: string): string[] {
  return commandCheck
    .inspect(toAction(bashIn("/home/dev/project", line), TEST_MACHINE), rules, TEST_MACHINE)
    .map(({ outcome, exception }) => exception ?? outcome);
}

const PUSH = "git push -f origin release/2.0";

describe("beside commands that prepare nothing, an exception holds", () => {
  it.each([
    PUSH,
    `${PUSH}; ${PUSH}`,
    `cd sub && git add . && git commit -m 'release: 2.0' && git fetch --prune && ${PUSH}`,
    `git status --short; git log --oneline -5; ${PUSH} 2>&1 | tail -3`,
    `test -f VERSION && ${PUSH} && echo "done: \${HOME}" >/dev/null`,
    `timeout 60 bash -c 'git pull --rebase && ${PUSH}'`,
    `printf '%s\\n' now; if true; then ${PUSH}; fi`,
    `{ pwd; ${PUSH}; } 2>/dev/null`,
    "git push \\\n  -f origin \\\n  release/2.0",
  ])("%s", (line) => expect(judge(line)).toEqual(["release"]));

  it.each(["sudo bash", "date; sudo tee /opt/app.conf", "bash -c 'sudo bash'"])("%s", (line) =>
    expect(judge(line)).toEqual(["robot"]),
  );
});

describe("an exception does not hold where something else", () => {
  it.each([
    ["feeds the shell", "exec < evil.sh; sudo bash"],
    ["feeds a loop", "for i in 1; do sudo bash; done < evil.sh"],
    ["feeds a condition", "while true; do sudo bash; done < evil.sh"],
    ["feeds the shell around it", "bash -c 'sudo bash' < evil.sh"],
    ["is piped to the shell around it", "cat evil | bash -c 'sudo bash'"],
    ["feeds a group", "{ sudo tee /opt/app.conf; } < evil"],
    ["feeds a group by a pipe", "cat evil | { sudo tee /opt/app.conf; }"],
    ["feeds a group by a text", "{ sudo bash; } <<< evil"],
    ["feeds by a descriptor", "exec 3< evil; sudo bash <&3"],
    ["takes what a group writes", "{ sudo bash; } > /opt/x"],
    ["takes what all write", "exec > /opt/x; sudo bash"],
    ["writes a file before", "echo evil > app; sudo tee /opt/app.conf"],
    ["holds it in a function", "f() { sudo bash; }; f"],
  ])("%s", (_name, line) => expect(judge(line)).toContain("deny"));

  it.each([
    ["reads a variable", "read PATH <<< ."],
    ["prints into one", "printf -v PATH ."],
    ["prints into one, joined", "printf -vPATH ."],
    ["gives one a value by an expansion", ": ${PATH:=x}"],
    ["gives one a value in a word of a case", "case ${PATH:=x} in x) ;; esac"],
    ["gives one a value by a substring", "echo ${HOME:PATH=1}"],
    ["fills one with lines", "mapfile PATH <<< ."],
    ["has another name for one", "declare -n r=PATH; r=."],
    ["assigns to the table of programs", "BASH_CMDS[git]=./evil"],
    ["assigns to any variable", "HOME=/tmp/x"],
    ["assigns by a loop", "for PATH in .; do true; done"],
    ["assigns by arithmetic", "((PATH=1))"],
    ["assigns by arithmetic in a word", "echo $((PATH=1))"],
    ["assigns by an old form of it", "echo $[PATH=1]"],
    ["assigns by a comparison", "[[ PATH=1 -eq 1 ]]"],
    ["assigns by a test", "test -v 'a[PATH=1]'"],
    ["assigns by a descriptor", "exec {PATH}>/dev/null"],
    ["assigns across two lines", "echo $\\\n((PATH=1))"],
    ["assigns by let", "let PATH=1"],
    ["exports", "export GIT_DIR=/x"],
    ["says where a program is", "hash -p ./evil git"],
    ["loads a builtin", "enable -f ./evil.so git"],
    ["reads a file of settings", ". ./env.sh"],
    ["reads a file of settings by name", "source ./env.sh"],
    ["makes an alias", "alias git=evil"],
    ["sets a trap", "trap 'PATH=.' DEBUG"],
    ["changes how the shell reads", "shopt -s expand_aliases"],
    ["sets what is pushed", "git config remote.origin.push +x:main"],
    ["sets how it is pushed", "git config push.default upstream"],
    ["sets where a branch goes", "git branch -u origin/main release/2.0"],
    ["sets where a branch goes by a push", "git push -u origin release/2.0"],
    ["sets a remote", "git remote set-url origin elsewhere"],
    ["runs a program by a fetch", "git fetch --upload-pack=./evil"],
    ["runs a program by a pull, cut short", "git pull --upload-pac ./evil"],
    ["writes settings by a log", "git log --output=.git/config"],
    ["has a setting of its own", "git -c alias.x=y status"],
    ["runs what nobody knows", "$x"],
    ["runs a program of the repository", "./echo"],
    ["runs what a repository says", "npm test"],
    ["writes a file by a wrapper", "time -o .git/config true; /usr/bin/time -o x true"],
    ["could not be understood", "echo 'open"],
  ])("before it %s", (_name, before) => {
    expect(judge(PUSH)).toEqual(["release"]);
    for (const line of [`${PUSH}\n${before}`, `${before}\n${PUSH}`]) {
      expect(judge(line)).not.toContain("release");
    }
  });

  it.each([
    ["reads a file first", `bash --rcfile ./fn.sh -ic '${PUSH}'`],
    ["is a login", `bash -lc '${PUSH}'`],
    ["assigns in front", `PATH=. timeout 5 ${PUSH}`],
    ["writes by a wrapper", `/usr/bin/time -o .git/config ${PUSH}`],
  ])("around it %s", (_name, line) => expect(judge(line)).toEqual(["deny"]));
});

it("what the exception of another rule names may prepare something", () => {
  expect(judge(PUSH)).toEqual(["release"]);
  expect(judge(`sudo bash; ${PUSH}`)).toEqual(["robot", "deny"]);
});
