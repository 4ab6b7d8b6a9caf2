import type { Machine } from "../../model/check.ts";
import type { Invocation } from "../../model/invocation.ts";

/**
 * What a call would do, in the words that permissions are written in: `git:push` on
 * `repos/acme/app/branches/main`. A part that cannot be known is `UNKNOWN`.
 */
export interface Operation {
  /** `PREFIX:NAME`, and for clouds `PREFIX:SERVICE:NAME`. */
  readonly name: string;
  /** What it is done to, in every form in which a permission may name it; never empty. */
  readonly resources: readonly string[];
}

/** A simple command with what its meaning depends on. */
export interface OperationCall {
  readonly invocation: Invocation;
  /** Its words without the program's own, as the program would get them. */
  readonly values: readonly string[];
  /** Where it may run, absolute. Empty where nobody knows: on another machine. */
  readonly directories: readonly string[];
  readonly machine: Pick<Machine, "home" | "readText">;
  /** Names of the operations elsewhere in the line that change what the disk says of this one. */
  readonly unsettled: readonly string[];
}

/** What is known of one family of programs. */
export interface OperationReader {
  /** The programs' names, lower case. */
  readonly programs: readonly string[];
  /** What the names of the operations begin with, without the colon. */
  readonly prefix: string;
  /** Every operation that the command would be; none where it is nothing that permissions are about. */
  readonly read: (call: OperationCall) => readonly Operation[];
}

export function toOperation(name: string, ...resources: readonly string[]): Operation {
  return { name, resources };
}
