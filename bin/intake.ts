// The part of the executable that hands records to the forwarder; loaded where the spool cannot be reached.
export { openHandover } from "../src/audit/intake/hand-over.ts";
