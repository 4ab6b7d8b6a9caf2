import type { Invocation } from "../model/invocation.ts";

const SHELLS: ReadonlySet<string> = new Set(["ssh", "autossh", "mosh"]);
const CONTAINERS: ReadonlySet<string> = new Set(
  "docker podman nerdctl docker-compose podman-compose kubectl oc k3s microk8s lxc incus".split(
    " ",
  ),
);

const LOOPBACK = /(?:^|@|=|\/)(?:localhost|127\.|::1|0\.0\.0\.0|\[::1\])/i;
const HOST_ROOT = /^\/+:|(?:^|,)(?:source|src)=\/+(?:,|$)|^--volume=\/+:/;

/**
 * Tells the commands of a line that run on another machine or in a container, whose paths are not
 * this machine's.
 */
export function remoteTest(line: readonly Invocation[]): (invocation: Invocation) => boolean {
  const shells = !line.some((each) => SHELLS.has(each.program) && speaksOf(each, LOOPBACK));
  const containers = !line.some(
    (each) => CONTAINERS.has(each.program) && speaksOf(each, HOST_ROOT),
  );
  return ({ via }) =>
    via.some((label) => {
      const program = label.replace(/^image:| <stdin>$/g, "");
      return (shells && SHELLS.has(program)) || (containers && CONTAINERS.has(program));
    });
}

function speaksOf({ words }: Invocation, pattern: RegExp): boolean {
  return words.some(({ value }) => pattern.test(value));
}
