import { listTables } from "../../../../src/action/shell/program/table/find-reading.ts";
import type { Reading } from "../../../../src/action/shell/program/table/reading.ts";

/** Ways to run a command through another program; `%` is the command. */
export const PREFIXES: readonly string[] = [
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

/** One way of using each kind of option and place that the table has for a program. */
export function listTableWays(): readonly string[] {
  return listTables().flatMap((table) =>
    Object.entries(table).flatMap(([name, reading]) => spell(name, reading)),
  );
}

function spell(name: string, reading: Reading): readonly string[] {
  const { source, calls, lines, operands, input, verbs, after, behind, program } = reading;
  const options = (names: string | undefined, value: string) =>
    (names?.split(" ") ?? []).map((option) => `${name} ${option} ${value}`);
  const verb = verbs === undefined ? "" : ` ${verbs.split(" ")[0] ?? ""}`;
  const own = program === undefined ? "%" : "-c '%'";
  return [
    ...options(source, "'%'"),
    ...options(calls, `'system("%")'`),
    ...options(lines, "'!%'"),
    ...(operands === undefined ? [] : [`${name} '${AS[operands]}'`]),
    ...(input === undefined ? [] : [`${name} <<< '${AS[input]}'`]),
    ...(after === undefined && verbs === undefined
      ? []
      : [`${name}${verb}${" a".repeat(after ?? 0)} ${own}`]),
    ...(behind === undefined ? [] : [`${name} ${behind} ${own}`]),
  ];
}

const AS = { source: "%", calls: 'system("%")', lines: "!%" } as const;
