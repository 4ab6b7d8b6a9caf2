import { describe, expect, it } from "vitest";
import { remoteTest } from "../../src/action/remote.ts";
import { walkCommand } from "../../src/action/shell/walk.ts";

/** The programs of a line that run somewhere else. */
function elsewhere(line: string): string[] {
  const { invocations } = walkCommand(line);
  return invocations.filter(remoteTest(invocations)).map(({ program }) => program);
}

describe("remoteTest", () => {
  it.each([
    ["ssh host 'rm x; cat y'", ["rm", "cat"]],
    ["ssh -o ProxyCommand='nc h 22' host ls", ["ls"]],
    ["docker exec c sh -c 'rm x'", ["sh", "rm"]],
    ["docker run -v $PWD:/x img make", ["make"]],
    ["kubectl exec p -- cat x", ["cat"]],
    ["sudo rm x", []],
    ["ssh localhost rm x", []],
    ["ssh me@127.0.0.1 rm x", []],
    ["ssh -o HostName=localhost h rm x", []],
    ["docker run -v /:/host img rm x", []],
    ["docker run --mount type=bind,source=/,target=/host img rm x", []],
  ])("%s: %j", (line, expected) => expect(elsewhere(line)).toEqual(expected));
});
