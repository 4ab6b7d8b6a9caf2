/**
 * How strongly the record is protected from the user whose call it describes (docs/THREAT-MODEL.md):
 * `setgid` by a group that only the hook has, `service` by the forwarder's socket, `none` not at all.
 */
export type Integrity = "setgid" | "service" | "none";

/** Where this installation keeps things: `layout.json` beside the executable, written by the installer. */
export interface Layout {
  readonly format: 1;
  /** `system`: root-owned, armed for everyone. `trial`: a tree of the user's own. */
  readonly installation: "system" | "trial";
  /** Directory of the spool segments, absolute. */
  readonly spool: string;
  /** Directory of the keys, absolute; `spool.key` holds the key of the records' MAC, 32 bytes. */
  readonly keys: string;
  /** Directory of the forwarder's own, absolute: the sealed log, its key, its cursors (docs/AUDIT-LOG.md). */
  readonly audit: string;
  /** The forwarder's socket for hooks that cannot reach the spool (docs/adr/0013), absolute; absent where it has none. */
  readonly intake?: string | undefined;
}
