import { operationsOf } from "../../../src/action/operation/operations-of.ts";
import { walkCommand } from "../../../src/action/shell/walk.ts";
import type { Machine } from "../../../src/model/check.ts";
import { UNKNOWN } from "../../../src/model/invocation.ts";

export const CWD = "/home/dev/app";

/** A machine on which there are these files and no others. */
export function machineWith(files: Readonly<Record<string, string>>): Machine {
  return {
    home: "/home/dev",
    realPath: (path) => path,
    readText: (path) => {
      const text = Object.hasOwn(files, path) ? files[path] : undefined;
      return text === undefined ? undefined : { text, complete: true };
    },
  };
}

export const CONFIG = `[core]
\tbare = false
[remote "origin"]
\turl = git@github.com:Acme/App.git ; ours
\tfetch = +refs/heads/*:refs/remotes/origin/*
[branch "feature/x"]
\tremote = origin
\tmerge = refs/heads/feature/x
`;

/** A clone of acme/app on the branch feature/x. */
export const CLONE = {
  [`${CWD}/.git/HEAD`]: "ref: refs/heads/feature/x\n",
  [`${CWD}/.git/config`]: CONFIG,
};

/** Every operation of a command line: `git:push on repos/acme/app`, `?` for what nobody knows. */
export function operationsIn(
  line: string,
  files: Readonly<Record<string, string>> = CLONE,
): string[] {
  const surfaces = walkCommand(line).invocations.map(
    (invocation) => ({ kind: "command", invocation, at: { field: "f" } }) as const,
  );
  const action = { surfaces, coverage: { complete: true, gaps: [] }, cwd: CWD };
  return operationsOf(action, machineWith(files)).flatMap(({ operations }) =>
    operations.map(({ name, resources }) =>
      `${name} on ${resources[0] ?? ""}`.replaceAll(UNKNOWN, "?"),
    ),
  );
}
