import { describe, expect, it } from "vitest";
import { CLONE, CONFIG, CWD, operationsIn } from "./support.ts";

const REPO = "repos/acme/app";

describe("git push", () => {
  it.each([
    ["goes where the branch goes", "git push", ["push on branches/feature/x"]],
    ["names its branch", "git push origin main", ["push on branches/main"]],
    [
      "pushes the branch that is checked out",
      "git push origin HEAD",
      ["push on branches/feature/x"],
    ],
    ["takes the target of a refspec", "git push origin HEAD:refs/heads/x", ["push on branches/x"]],
    [
      "takes the target, not the source",
      "git push origin feature/x:main",
      ["push on branches/main"],
    ],
    ["pushes each", "git push origin a b", ["push on branches/a", "push on branches/b"]],
    [
      "deletes by an empty source",
      "git push origin :x",
      ["push on branches/x", "delete on branches/x"],
    ],
    ["deletes by a flag", "git push -d origin x", ["push on branches/x", "delete on branches/x"]],
    [
      "forces by a flag",
      "git push -fu origin x",
      ["push on branches/x", "force-push on branches/x"],
    ],
    [
      "forces with a lease",
      "git push --force-with-lease=x origin x",
      ["push on branches/x", "force-push on branches/x"],
    ],
    ["forces by a plus", "git push origin +x", ["push on branches/x", "force-push on branches/x"]],
    ["pushes a tag", "git push origin tag v1", ["push on tags/v1"]],
    ["pushes a tag by its ref", "git push origin refs/tags/v1", ["push on tags/v1"]],
    ["pushes all tags", "git push --tags", ["push on tags/?"]],
    ["pushes every branch", "git push --all", ["push on branches/?"]],
    ["pushes what matches", "git push origin :", ["push on branches/?"]],
    ["pushes a pattern", "git push origin 'refs/heads/*'", ["push on branches/?"]],
    ["pushes a review", "git push origin HEAD:refs/for/main", ["push on refs/for/main"]],
    ["pushes a branch that nobody knows", "git push origin $BRANCH", ["push on branches/?"]],
    [
      "is no other branch by its name",
      "git push origin a:x/branches/feature/y",
      ["push on branches/?"],
    ],
    ["only looks", "git push --dry-run origin main", ["read on "]],
    [
      "runs inside another program",
      'sudo bash -c "git push origin main"',
      ["push on branches/main"],
    ],
  ])("%s: %s", (_title, line, expected) => {
    const full = expected.map((each) => `git:${each.replace(" on ", ` on ${REPO}/`)}`);
    expect(operationsIn(line)).toEqual(full.map((each) => each.replace(/\/$/, "")));
  });

  it("of a mirror forces and deletes everything", () => {
    expect(new Set(operationsIn("git push --mirror"))).toEqual(
      new Set(
        ["push", "force-push", "delete"].flatMap((name) =>
          ["branches", "tags"].map((kind) => `git:${name} on ${REPO}/${kind}/?`),
        ),
      ),
    );
  });

  it.each([
    [
      "another repository by its URL",
      "git push https://u:p@github.com/o/r.git x",
      "repos/o/r/branches/x",
    ],
    ["an scp-like URL", "git push git@example.com:team/sub/r.git x", "repos/team/sub/r/branches/x"],
    ["a path", "git push ../copy x", "repos/?/?/branches/x"],
    ["a remote that nobody knows", "git push $REMOTE x", "repos/?/?/branches/x"],
    ["a remote that is not there", "git push nowhere x", "repos/?/?/branches/x"],
    [
      "an owner that looks like a branch",
      "git push https://example.com/x/branches/feature/y.git main",
      "repos/?/branches/main",
    ],
    [
      "a setting on the command line",
      "git -c remote.origin.url=x push origin x",
      "repos/?/?/branches/x",
    ],
    ["a setting in the environment", "GIT_DIR=/x git push origin x", "repos/?/?/branches/x"],
    ["a variable that is exported", "export GIT_DIR=/x; git push origin x", "repos/?/?/branches/x"],
    ["another machine", "ssh web1 git push origin x", "repos/?/?/branches/x"],
    ["another directory", "git -C /srv/other push origin x", "repos/?/?/branches/x"],
    [
      "a remote that the line has changed",
      "git remote set-url origin u; git push origin x",
      "repos/?/?/branches/x",
    ],
    ["a branch that the line has changed", "git checkout main && git push", `${REPO}/branches/?`],
    ["the branch after a commit", "git commit -m x && git push", `${REPO}/branches/feature/x`],
  ])("to %s: %s", (_title, line, resource) => {
    expect(operationsIn(line)).toContain(`git:push on ${resource}`);
  });
});

describe("the repository on disk", () => {
  const at = (config: string) => ({ ...CLONE, [`${CWD}/.git/config`]: config });

  it("is found above the directory", () => {
    expect(operationsIn("cd src/deep && git -C er push")).toContain(
      `git:push on ${REPO}/branches/feature/x`,
    );
  });

  it("of a worktree is where its file leads", () => {
    const files = {
      [`${CWD}/.git`]: "gitdir: ../main/.git/worktrees/app\n",
      "/home/dev/main/.git/worktrees/app/HEAD": "ref: refs/heads/fix\n",
      "/home/dev/main/.git/worktrees/app/commondir": "../..\n",
      "/home/dev/main/.git/config": CONFIG,
    };
    expect(operationsIn("git push", files)).toEqual([`git:push on ${REPO}/branches/fix`]);
  });

  it.each([
    [
      "pushes elsewhere than it fetches from",
      `${CONFIG}[remote "origin"]\n\tpushurl = https://github.com/o/r\n`,
      "repos/o/r/branches/feature/x",
    ],
    [
      "pushes to the upstream's name",
      `${CONFIG}[push]\n\tdefault = upstream\n[branch "feature/x"]\n\tmerge = refs/heads/main\n`,
      `${REPO}/branches/main`,
    ],
    ["pushes what matches", `${CONFIG}[push]\n\tdefault = matching\n`, `${REPO}/branches/?`],
    [
      "has refspecs for its remote",
      `${CONFIG}[remote "origin"]\n\tpush = refs/heads/*\n`,
      `${REPO}/branches/?`,
    ],
    ["includes another file", `${CONFIG}[include]\n\tpath = x\n`, "repos/?/?/branches/?"],
    [
      "goes on in the next line",
      CONFIG.replace("App.git ; ours", "App\\\n-evil"),
      "repos/?/?/branches/?",
    ],
    [
      "rewrites URLs",
      `${CONFIG}[url "https://example.com/"]\n\tinsteadOf = git@github.com:\n`,
      "repos/?/?/branches/?",
    ],
  ])("that %s", (_title, config, resource) => {
    expect(operationsIn("git push", at(config))).toEqual([`git:push on ${resource}`]);
  });

  it("without a branch pushes one that nobody knows", () => {
    const files = { ...CLONE, [`${CWD}/.git/HEAD`]: "0123abcd\n" };
    expect(operationsIn("git push origin HEAD", files)).toEqual([`git:push on ${REPO}/branches/?`]);
  });
});

describe("git", () => {
  it.each([
    ["git status", `read on ${REPO}`],
    ["git log --oneline -5", `read on ${REPO}`],
    ["git fetch --all", `read on ${REPO}`],
    ["git pull --rebase origin main", `read on ${REPO}`],
    ["git clone --depth 1 https://github.com/o/r.git dir", "read on repos/o/r"],
    ["git ls-remote git@github.com:o/r", "read on repos/o/r"],
    ["git branch", `read on ${REPO}`],
    ["git branch -a", `read on ${REPO}`],
    ["git tag -l 'v*'", `read on ${REPO}`],
    ["git remote -v", `read on ${REPO}`],
    ["git config --get user.name", `read on ${REPO}`],
    ["git config user.name", `read on ${REPO}`],
    ["git config user.name x", `config on ${REPO}`],
    ["git config --global user.email x", `config on ${REPO}`],
    ["git remote add x https://example.com/o/r", `config on ${REPO}`],
    ["git branch -D old", `branch on ${REPO}/branches/old`],
    ["git tag v1", `tag on ${REPO}/tags/v1`],
    ["git commit -am x", `commit on ${REPO}/branches/feature/x`],
    ["git merge main", `merge on ${REPO}/branches/feature/x`],
    ["git checkout -b y", `checkout on ${REPO}`],
    ["git publish", `? on ${REPO}`],
    ["git subtree push --prefix=x origin main", `push on ${REPO}/branches/?`],
  ])("%s", (line, operation) => expect(operationsIn(line)).toEqual([`git:${operation}`]));

  it.each(["git --version", "git", "gitk", "echo git push", "npm test", "ls -la"])(
    "%s is no operation",
    (line) => expect(operationsIn(line)).toEqual([]),
  );

  it("of a program that nobody knows is an operation that nobody knows", () => {
    expect(operationsIn("$TOOL push origin main")).toEqual(["? on ?"]);
  });
});
