import { lineContacts } from "../../../action/access/line-contacts.ts";
import type { Contact } from "../../../action/access/urls.ts";
import { toAbsolute } from "../../../action/paths.ts";
import { walkCommand } from "../../../action/shell/walk.ts";
import type { Access, Direction, Surface } from "../../../model/action.ts";
import type { Machine } from "../../../model/check.ts";
import { isObject, parseJson } from "../../../model/json.ts";

/** Examples run on a machine that is nobody's, so that they come out the same everywhere. */
export const MACHINE: Machine = {
  home: "/home/dev",
  realPath: (path) => path,
  readText: () => undefined,
};
export const PLACE = { cwd: "/home/dev/project", home: MACHINE.home };
export const AT = { field: "example" };

export function commandSurfaces(example: string): Surface[] {
  return walkCommand(example).invocations.map((invocation) => ({
    kind: "command",
    invocation,
    at: AT,
  }));
}

const ACCESSES: readonly Access[] = ["read", "write", "delete", "mention"];

/** `read ~/.ssh/id_rsa`; without an access the path is only mentioned. */
export function pathSurfaces(example: string): Surface[] {
  const access = ACCESSES.find((name) => example.startsWith(`${name} `));
  const written = access === undefined ? example : example.slice(access.length + 1);
  const path = toAbsolute(written, PLACE);
  return [{ kind: "path", access: access ?? "mention", written, path, at: AT }];
}

const DIRECTIONS: readonly Direction[] = ["download", "upload", "contact"];

/** `https://x.example/`, `upload https://x.example/`, or a command that talks to a host. */
export function urlSurfaces(example: string): Surface[] {
  const direction = DIRECTIONS.find((name) => example.startsWith(`${name} `));
  if (direction !== undefined) {
    const url = example.slice(direction.length + 1);
    return [{ kind: "url", url, direction, at: AT }];
  }
  if (!/^[\w-]+ /.test(example)) return [{ kind: "url", url: example, at: AT }];
  const { invocations } = walkCommand(example);
  return invocations.flatMap(lineContacts(invocations)).map(toUrlSurface);
}

function toUrlSurface(contact: Contact): Surface {
  return { kind: "url", ...contact, at: AT };
}

/** A tool's name, or in JSON a call of it: `{"tool": …, "server": …, "source": …, "arguments": {…}}`. */
export function toolSurfaces(example: string): Surface[] {
  const call = example.startsWith("{") ? parseCall(example) : undefined;
  const text = (key: string) => (typeof call?.[key] === "string" ? call[key] : undefined);
  const input = call?.["arguments"];
  return [
    {
      kind: "tool",
      tool: text("tool") ?? example,
      server: text("server"),
      source: text("source"),
      input: isObject(input) ? input : {},
      cwd: PLACE.cwd,
      at: AT,
    },
  ];
}

function parseCall(example: string) {
  const value = parseJson(example);
  return isObject(value) ? value : undefined;
}
