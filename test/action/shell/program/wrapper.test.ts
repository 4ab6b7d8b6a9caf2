import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { findWrapper, listWrappers } from "../../../../src/action/shell/program/registry.ts";
import { walkCommand } from "../../../../src/action/shell/walk.ts";
import { tellCommands, tellPrograms } from "../tell.ts";

/** Ways to run a command through another program; `%` is the command. */
const PREFIXES: readonly string[] = [
  "env %",
  "env -i A=b %",
  "env -u A -C /d -- %",
  "env -S '%'",
  "env -S'A=b %'",
  "sudo %",
  "sudo -u root -E A=b %",
  "sudo -nu root -- %",
  "doas -u a %",
  "su -c '%'",
  "su - a -c '%'",
  "su a --command='%'",
  "nice %",
  "nice -n 5 %",
  "nice -5 %",
  "nohup %",
  "command time -v %",
  "timeout 5 %",
  "timeout -k 1 -s KILL 5m %",
  "timeout --signal=KILL 5 %",
  "stdbuf -oL -e 0 %",
  "setsid -w %",
  "ionice -c 3 %",
  "ionice -c3 -t %",
  "chrt -f 10 %",
  "taskset -c 0 %",
  "command %",
  "command -p %",
  "builtin command %",
  "exec %",
  "exec -a n %",
  "xargs -n 1 -P4 % < f",
  "a | xargs -0 %",
  "a | xargs -I{} %",
  "parallel % ::: 1",
  "find / -type f -exec % \\;",
  "find . -name a -ok % {} +",
  "find . -exec a \\; -execdir % \\;",
  "fd -x %",
  "watch -n 1 %",
  "watch '%'",
  "watch -x %",
  "flock /l %",
  "flock -w 5 /l -c '%'",
  "script -c '%' /dev/null",
  "script -qc '%' /dev/null",
  "script -q /dev/null %",
  "unshare -r --map-user 0 %",
  "nsenter -t 1 -m -- %",
  "chroot /mnt %",
  "busybox %",
  "strace -f -o l %",
  "ssh h %",
  "ssh -p 22 -i k u@h '%'",
  "ssh h -p 22 '%'",
  "ssh -o ProxyCommand='%' h",
  "ssh h <<E\n%\nE",
  "sudo -i <<E\n%\nE",
  "docker exec c %",
  "docker exec -it -u root -w /d c %",
  "docker run --rm -v /:/h -p 80:80 -it image %",
  "docker --context c compose -f f run --rm s %",
  "podman run --network host image %",
  "docker exec -i c sh <<E\n%\nE",
  "kubectl exec p -- %",
  "kubectl -n s exec -it p -c c -- %",
  "kubectl exec p %",
  "git -c core.pager='%' log",
  "git -C d -c alias.a='!%' a",
  "git config --global alias.a '!%'",
  "git config core.editor '%'",
  "git rebase -i --exec '%' m",
  "git bisect run %",
  "git submodule foreach --recursive '%'",
  "git filter-branch --tree-filter '%' m",
  "bash -c '%'",
  "eval '%'",
  "trap '%' EXIT",
  "tmux new-session -d '%'",
  "at now <<< '%'",
  "noglob %",
];

function wrap(prefix: string, command: string): string {
  return prefix.replaceAll("%", () => command);
}

describe("wrappers", () => {
  it.each(PREFIXES)("finds the command behind %s", (prefix) => {
    const walk = walkCommand(wrap(prefix, "rm -rf x"));
    const found = walk.invocations.find((each) => each.program === "rm");
    expect(found?.words.slice(1, 3).map((word) => word.value)).toEqual(["-rf", "x"]);
    expect(found?.via.length).toBeGreaterThan(0);
    expect(walk.gaps).toEqual([]);
  });

  it("tells the wrapper itself as well", () => {
    expect(tellPrograms("sudo env timeout 5 rm x")).toEqual(["sudo", "env", "timeout", "rm"]);
  });

  it("gives the command the words that the wrapper adds", () => {
    expect(tellCommands("echo / | xargs rm -rf")).toContain("rm -rf /");
    expect(tellCommands("echo 'a b' | xargs -I% rm %")).toContain("rm a b");
    expect(tellCommands("printf 'a\\nb\\n' | xargs -I% rm %")).toEqual(
      expect.arrayContaining(["rm a", "rm b"]),
    );
    expect(tellCommands("a | xargs rm")).toContain("rm \uFFFC");
    expect(tellCommands("find /etc -exec rm {} +")).toContain("rm /etc/\uFFFC");
    expect(tellCommands("parallel rm ::: a b")).toEqual(expect.arrayContaining(["rm a", "rm b"]));
    expect(tellCommands("parallel ::: 'rm x'")).toContain("rm x");
    expect(tellCommands("git -c alias.a='push --force' a origin")).toContain(
      "git push --force origin",
    );
    expect(tellCommands("docker run --entrypoint sh image -c 'rm x'")).toContain("rm x");
  });

  it("runs nothing where the wrapper only has options", () => {
    for (const source of [
      "env",
      "sudo -l",
      "nice",
      "timeout --help",
      "find . -name rm",
      "ssh rm",
      "git log rm",
    ]) {
      expect(tellPrograms(source)).toHaveLength(1);
    }
  });

  it("gives each program one meaning", () => {
    const names = listWrappers().flatMap((wrapper) => wrapper.names);
    expect(new Set(names).size).toBe(names.length);
    expect(findWrapper("sudo")?.names).toContain("sudo");
    expect(findWrapper("toString")).toBeUndefined();
  });

  it("never loses the command, whatever wraps the wrappers", () => {
    const nestable = PREFIXES.filter((prefix) => !/['\n;+<]|ssh|::/.test(prefix));
    assert(
      property(array(constantFrom(...nestable), { maxLength: 6 }), (chain) => {
        const source = chain.reduce((command, prefix) => wrap(prefix, command), "rm -rf x");
        expect(tellPrograms(source)).toContain("rm");
      }),
    );
  });
});
