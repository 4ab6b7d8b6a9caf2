import type { ProgramTable } from "../programs.ts";

/** Programs that open none of their operands, or only run what the walk shows by itself. */
export const NAMERS: ProgramTable = [
  [
    "echo|printf|ls|exa|eza|lsd|stat|tree|du|df|file|wc|test|[|[[|true|false|:",
    { operands: "none" },
  ],
  ["basename|dirname|realpath|readlink|which|type|whereis|man|hash|help", { operands: "none" }],
  // What SQL would do, as the walk tells it: names of tables.
  ["sql|redis|mongodb", { operands: "none" }],
  ["cd|pushd|popd|pwd|export|declare|typeset|local|readonly|unset|set|read", { operands: "none" }],
  ["kill|pkill|pgrep|killall|sleep|seq|date|return|exit", { operands: "none" }],
  ["find|gfind|bfs|fd|fdfind|locate|plocate", { operands: "none" }],
  ["sudo|doas|pkexec|run0", { operands: "none", values: { place: "-D --chdir" } }],
  ["env|genv", { operands: "none", values: { none: "-u -S", place: "-C --chdir" } }],
  ["nice|ionice|chrt|taskset|nohup|setsid|stdbuf|unbuffer|caffeinate", { operands: "none" }],
  ["timeout|gtimeout|command|builtin|exec|noglob|nocorrect|busybox|toybox", { operands: "none" }],
  ["time|gtime", { operands: "none", values: { write: "-o --output" } }],
  [
    "strace|ltrace",
    {
      operands: "none",
      values: { none: "-e -p -s -u -E -P -S -I -b -O -a", write: "-o --output" },
    },
  ],
  ["history", { operands: "none", values: { none: "-d", read: "-r -n", write: "-w -a" } }],
  [
    "script",
    {
      operands: "none",
      first: "write",
      values: {
        none: "-c --command -E -m -o",
        write: "-T -B -I -O --log-in --log-out --log-io --log-timing",
      },
    },
  ],
  ["xargs|gxargs", { operands: "none", values: { read: "-a --arg-file" } }],
];
