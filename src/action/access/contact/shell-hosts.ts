import { isUrl } from "../../url.ts";
import type { Argument } from "../arguments.ts";
import { type ReadCommand, readCommand } from "../read-command.ts";
import { remoteHost } from "../remote-host.ts";
import { hostUrl, operandsOf, splitColons } from "./host-url.ts";

const HOP_SETTING = /^\s*(?:HostName|ProxyJump)[\s=]+(\S+)/i;
const FORWARD_SETTING = /^\s*(?:Local|Remote)Forward[\s=]+\S+\s+(\S+)/i;

/** The machine that a shell is opened on, and those that it goes by or forwards to. */
export function shellHosts(read: ReadCommand): string[] {
  return [...operandsOf(read).slice(0, 1).flatMap(toShell), ...hops(read)];
}

/** The machines of `host:path`, and those in between. */
export function copierHosts(read: ReadCommand): string[] {
  const named = operandsOf(read).flatMap((operand) => hostUrl("ssh", remoteHost(operand)));
  return [...named, ...hops(read), ...read.args.flatMap(remoteShell)];
}

function hops({ args }: ReadCommand): string[] {
  return args.flatMap(({ option, value = "" }) => {
    switch (option) {
      case "-J":
        return value.split(",").flatMap(toShell);
      case "-o":
        return settingHosts(value);
      case "-W":
        return hostUrl("tcp", splitColons(value)[0]);
      case "-L":
      case "-R":
        return hostUrl("tcp", forwarded(value));
      default:
        return [];
    }
  });
}

function settingHosts(value: string): string[] {
  const jumps = HOP_SETTING.exec(value)?.[1]?.split(",") ?? [];
  const forward = FORWARD_SETTING.exec(value)?.[1];
  const target = forward === undefined ? undefined : splitColons(forward)[0];
  return [...jumps.flatMap(toShell), ...hostUrl("tcp", target)];
}

/** `port:host:hostport`, `bind:port:host:hostport`; with fewer parts it is a socket, or a proxy's port. */
function forwarded(value: string): string | undefined {
  const parts = splitColons(value);
  return parts.length < 3 ? undefined : parts.at(-2);
}

/** `rsync -e 'ssh -J host'`. */
function remoteShell({ option, value = "" }: Argument): string[] {
  if (option !== "-e" && option !== "--rsh") return [];
  const [program = "", ...words] = value.trim().split(/\s+/);
  return hops(readCommand(program.slice(program.lastIndexOf("/") + 1), words));
}

function toShell(word: string): string[] {
  if (isUrl(word)) return [];
  const own = word.slice(word.lastIndexOf("@") + 1);
  return hostUrl("ssh", remoteHost(own) ?? own);
}
