import type { Invocation } from "../../model/invocation.ts";
import { familyOf, plainName } from "./contact/family.ts";
import { fetchedHosts } from "./contact/fetched-hosts.ts";
import { imageHosts } from "./contact/image-hosts.ts";
import { lookedUpNames } from "./contact/looked-up-names.ts";
import { copierHosts, shellHosts } from "./contact/shell-hosts.ts";
import { addressHosts, socketHosts, tlsHosts } from "./contact/socket-hosts.ts";
import { readCommand } from "./read-command.ts";

/** The machines that a program is told to talk to by a bare host, as URLs. Linear in the words. */
export function contactsOf(invocation: Invocation): string[] {
  const program = plainName(invocation.program);
  const family = familyOf(program);
  if (family === undefined) return [];
  const values = invocation.words.slice(1).map(({ value }) => value);
  const read = readCommand(program, values);
  switch (family) {
    case "fetcher":
      return fetchedHosts({ invocation, program, read });
    case "shell":
      return shellHosts(read);
    case "copier":
      return copierHosts(read);
    case "socket":
      return socketHosts(read);
    case "address":
      return values.flatMap(addressHosts);
    case "tls":
      return tlsHosts(values);
    case "resolver":
      return lookedUpNames(program, read);
    case "container":
      return imageHosts(values);
  }
}
