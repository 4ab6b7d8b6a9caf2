import { UNKNOWN } from "../../model/invocation.ts";
import { remoteHost } from "../access/remote-host.ts";
import { optionValue, readArguments } from "./arguments.ts";
import { type OperationReader, toOperation } from "./operation.ts";
import { toPart } from "./resource-part.ts";

const SSH = "-B -b -c -D -E -e -F -I -i -J -L -l -m -O -o -P -p -Q -R -S -W -w";

/** ssh: `ssh:connect` on `hosts/NAME`. */
export const ssh: OperationReader = {
  programs: ["ssh", "mosh", "autossh"],
  prefix: "ssh",
  read: ({ values }) => {
    const { operands } = readArguments(values, { valued: SSH, operands: 1 });
    const [target] = operands;
    return target === undefined ? [] : [toOperation("ssh:connect", `hosts/${hostOf(target)}`)];
  },
};

/** scp, sftp and rsync: `ssh:copy` on each host that a word names. */
export const copy: OperationReader = {
  programs: ["scp", "sftp", "rsync", "ssh-copy-id"],
  prefix: "ssh",
  read: ({ invocation: { program }, values }) => {
    const { operands } = readArguments(values, { valued: "-e --rsh -i -F -P -o -c -J -l -S" });
    const hosts = operands.flatMap((word) => {
      if (word.includes(UNKNOWN)) return [UNKNOWN];
      const isHost =
        program === "sftp" ||
        program === "ssh-copy-id" ||
        /^(?:scp|sftp|ssh|rsync):\/\//.test(word);
      return isHost || remoteHost(word) !== undefined ? [hostOf(word)] : [];
    });
    return [...new Set(hosts)].map((host) => toOperation("ssh:copy", `hosts/${host}`));
  },
};

/** `user@host`, `ssh://user@host:22/`, `host:path`. */
function hostOf(target: string): string {
  const bare = target.replace(/^[a-z]+:\/\//, "").replace(/^[^@/]*@/, "");
  const host = bare.startsWith("[") ? bare.slice(1).split("]")[0] : bare.split(/[:/]/, 1)[0];
  return toPart(host?.toLowerCase());
}

/** Programs of databases: `database:connect` on `hosts/HOST/databases/NAME`. */
export const database: OperationReader = {
  programs: [
    "psql",
    "pg_dump",
    "pg_restore",
    "mysql",
    "mariadb",
    "mysqldump",
    "mongosh",
    "redis-cli",
  ],
  prefix: "database",
  read: ({ values }) => {
    const valued =
      "-h --host -p --port -U --username -u --user -d --dbname -D --database -c --command -f --file -e --execute -n -a";
    const read = readArguments(values, { valued });
    const words = [...read.operands, ...read.options.map(({ value = "" }) => value)];
    const url = words.find((word) => word.includes("://"));
    if (url !== undefined) return [toOperation("database:connect", placeOf(url))];
    const host = toPart(optionValue(read, "-h", "--host"));
    const name = optionValue(read, "-d", "--dbname", "-D", "--database") ?? read.operands[0];
    return [toOperation("database:connect", `hosts/${host}/databases/${toPart(name)}`)];
  },
};

function placeOf(url: string): string {
  const [, authority = "", name] = /^[a-z+]+:\/\/([^/?]*)\/?([^?]*)/i.exec(url) ?? [];
  return `hosts/${hostOf(authority.slice(authority.lastIndexOf("@") + 1))}/databases/${toPart(name)}`;
}
