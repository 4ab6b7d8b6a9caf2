import { UNKNOWN } from "../../model/invocation.ts";
import { remoteHost } from "../access/remote-host.ts";
import { optionValue, type ReadArguments, readArguments } from "./arguments.ts";
import { type OperationReader, toOperation } from "./operation.ts";
import { toPart } from "./resource-part.ts";

const SSH = "-B -b -c -D -E -e -F -I -i -J -L -l -m -O -o -P -p -Q -R -S -W -w";

/** ssh: `ssh:connect` on `hosts/NAME`. */
export const ssh: OperationReader = {
  programs: ["ssh", "mosh", "autossh"],
  prefix: "ssh",
  read: ({ values }) => {
    const read = readArguments(values, { valued: SSH, operands: 1 });
    const [target] = read.operands;
    if (target === undefined) return [];
    return [toOperation("ssh:connect", `hosts/${isRenamed(read) ? UNKNOWN : hostOf(target)}`)];
  },
};

/** Whether an option says that the name stands for another host. */
function isRenamed({ options }: ReadArguments): boolean {
  return options.some(
    ({ name, value = "" }) => name === "-F" || (name === "-o" && /^\s*(?:host|proxy)/i.test(value)),
  );
}

/** scp, sftp and rsync: `ssh:copy` on each host that a word names. */
export const copy: OperationReader = {
  programs: ["scp", "sftp", "rsync", "ssh-copy-id"],
  prefix: "ssh",
  read: ({ invocation: { program }, values }) => {
    const read = readArguments(values, { valued: "-e --rsh -i -F -P -o -c -J -l -S" });
    const hosts = read.operands.flatMap((word) => {
      if (word.includes(UNKNOWN) || isRenamed(read)) return [UNKNOWN];
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
    const name = optionValue(read, "-d", "--dbname", "-D", "--database") ?? read.operands[0];
    // `host=x dbname=y` is a name that says more.
    const saysMore = name?.includes("=") === true;
    const host = toPart(saysMore ? undefined : optionValue(read, "-h", "--host"));
    return [
      toOperation(
        "database:connect",
        `hosts/${host}/databases/${toPart(saysMore ? undefined : name)}`,
      ),
    ];
  },
};

function placeOf(url: string): string {
  const [, authority = "", name] = /^[a-z+]+:\/\/([^/?]*)\/?([^?]*)/i.exec(url) ?? [];
  return `hosts/${hostOf(authority.slice(authority.lastIndexOf("@") + 1))}/databases/${toPart(name)}`;
}
