import type { RedirectDescriptor } from "unbash";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Frame, Output } from "../frame.ts";
import { readWritten, writeFile } from "./files.ts";

/** The shell gives such descriptors from here on. */
const FIRST_GIVEN = 10;

/** More than these are not told apart. */
const MAX_GIVEN = 64;

/** The path of an open descriptor: what can be read from it is kept as if it were a file. */
export function toDescriptorPath(descriptor: number | string): string {
  return `/dev/fd/${descriptor}`;
}

/** The number of a redirection's descriptor; `{fd}` becomes one that the shell gives, and holds it. */
export function openDescriptor(descriptor: RedirectDescriptor, frame: Frame): number {
  if (descriptor.type === "FileDescriptor") return descriptor.value;
  const given = giveDescriptor("", frame);
  frame.scope.assign(descriptor.name, [String(given)]);
  return given;
}

/** A descriptor that was not open before, from which `content` can be read. */
export function giveDescriptor(content: Output, frame: Frame): number {
  let given = FIRST_GIVEN;
  const last = FIRST_GIVEN + MAX_GIVEN;
  while (given < last && readWritten(toDescriptorPath(given), frame) !== undefined) given += 1;
  writeFile(toDescriptorPath(given), given === last ? UNKNOWN : content, frame);
  return given;
}
