import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { isFileBytes, readRegularFile } from "../../platform/read-file.ts";

const MAX_HOSTS_BYTES = 1024 * 1024;

/** A name server that does not answer in that time is asked once more, if there is time. */
const TIMEOUT_MS = 1000;
const TRIES = 2;

/** Finds the addresses of a name, and can be told to stop. */
export interface NameLookup {
  readonly find: LookupFunction;
  readonly cancel: () => void;
}

export interface NameSources {
  readonly hostsFile: string;
  /** Absent: those of the system. */
  readonly servers?: readonly string[];
}

/**
 * Names by the system's file of hosts and its name servers, asked without a thread: the one in which Node asks the system
 * itself is waited for when the process ends, ten seconds where a name server is silent. Absent on Windows, whose ways to
 * find a name are too many.
 */
export function openLookup(
  sources: NameSources = { hostsFile: "/etc/hosts" },
): NameLookup | undefined {
  if (process.platform === "win32") return undefined;
  const { Resolver } = process.getBuiltinModule("node:dns").promises;
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
  if (sources.servers !== undefined) resolver.setServers(sources.servers);
  const ask = async (name: string): Promise<LookupAddress[]> => {
    const known = findInHosts(name, sources.hostsFile);
    if (known.length > 0) return known;
    const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    const found = answers.flatMap((answer, nth) =>
      answer.status === "fulfilled"
        ? answer.value.map((address) => ({ address, family: nth === 0 ? 4 : 6 }))
        : [],
    );
    if (found.length > 0) return found;
    throw answers[0].status === "rejected" ? answers[0].reason : new Error("no address");
  };
  return { find: toFunction(ask), cancel: () => resolver.cancel() };
}

/** As `net.connect` wants it: all addresses or one, to a callback. */
function toFunction(ask: (name: string) => Promise<LookupAddress[]>): LookupFunction {
  return (name, options, callback) => {
    const tell = (found: LookupAddress[]) => {
      const [first] = found;
      if (options.all === true) callback(null, found);
      else callback(null, first?.address ?? "", first?.family);
    };
    ask(name).then(tell, (error: NodeJS.ErrnoException) => callback(error, []));
  };
}

/** The addresses that the file of hosts gives a name; those of this machine for its own, which may not stand there. */
function findInHosts(name: string, file: string): LookupAddress[] {
  const wanted = name.toLowerCase();
  const read = readRegularFile(file, MAX_HOSTS_BYTES);
  const text = isFileBytes(read) ? Buffer.from(read.bytes).toString("latin1") : "";
  const found = text.split("\n").flatMap((line) => {
    const [address = "", ...names] = line.replace(/#.*/, "").trim().split(/\s+/);
    return names.some((each) => each.toLowerCase() === wanted) ? toAddress(address) : [];
  });
  if (found.length > 0 || wanted !== "localhost") return found;
  return [...toAddress("127.0.0.1"), ...toAddress("::1")];
}

function toAddress(address: string): LookupAddress[] {
  const family = process.getBuiltinModule("node:net").isIP(address);
  return family === 0 ? [] : [{ address, family }];
}
