import { accessSync, constants } from "node:fs";
import { isFileBytes, readRegularFile } from "../../platform/read-file.ts";
import { type FileFault, findTrustedFile } from "../../platform/trusted-file.ts";
import { EngineFailure } from "../engine-failure.ts";
import type { EngineSetting } from "../engine-runner.ts";

const MAX_KEY_BYTES = 4096;
const MAX_AUTHORITIES_BYTES = 1024 * 1024;

const FAULTS: Readonly<Record<FileFault, string>> = {
  missing: "is not there",
  "not-regular": "is not a regular file",
  "not-roots": "can be changed by others than root",
};

/**
 * The key of a service. In an installation of root's it is a file that the guard's group reads and the user does not.
 *
 * @throws EngineFailure in which nothing of the file stands
 */
export function readServiceKey(path: string, setting: EngineSetting): string {
  if (setting.mustBeRoots && isReadableByUser(path))
    throw new EngineFailure("its key file can be read by the user");
  const { bytes, mode } = read(path, { what: "its key file", most: MAX_KEY_BYTES, setting });
  if ((mode & 0o007) !== 0) throw new EngineFailure("its key file can be read by everyone");
  if ((mode & 0o020) !== 0) throw new EngineFailure("its key file can be written by a group");
  const key = Buffer.from(bytes).toString("latin1").trim();
  if (!/^[\x21-\x7e]{8,}$/.test(key)) throw new EngineFailure("its key file does not hold a key");
  return key;
}

/** Certificates in PEM. @throws EngineFailure */
export function readAuthorities(path: string, setting: EngineSetting): string {
  const { bytes } = read(path, { what: "its ca_file", most: MAX_AUTHORITIES_BYTES, setting });
  const text = Buffer.from(bytes).toString("latin1");
  if (!text.includes("-----BEGIN CERTIFICATE-----"))
    throw new EngineFailure("its ca_file does not hold a certificate");
  return text;
}

interface Reading {
  readonly what: string;
  readonly most: number;
  readonly setting: EngineSetting;
}

function read(path: string, { what, most, setting }: Reading) {
  return setting.asGuard(() => {
    const found = findTrustedFile(path, setting.mustBeRoots);
    if ("fault" in found) throw new EngineFailure(`${what} ${FAULTS[found.fault]}`);
    const file = readRegularFile(found.path, most);
    if (!isFileBytes(file)) throw new EngineFailure(`${what} cannot be read (${file.reason})`);
    if (!file.complete) throw new EngineFailure(`${what} is longer than ${most} bytes`);
    return { bytes: file.bytes, mode: process.platform === "win32" ? 0 : file.stats.mode };
  });
}

/** By the rights of whoever has started this process, which are what the system's `access` asks for. */
function isReadableByUser(path: string): boolean {
  if (process.getuid?.() === 0) return false;
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
