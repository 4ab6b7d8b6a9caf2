import type { Action } from "./action.ts";
import type { Capture } from "./audit-policy.ts";
import type { Decision } from "./decision.ts";
import type { EngineReport } from "./engine.ts";
import type { HookEvent } from "./event.ts";
import type { Integrity } from "./installation.ts";
import type { JsonObject } from "./json.ts";
import type { Stage } from "./stage.ts";
import type { TaintResult } from "./taint.ts";
import type { Verdict } from "./verdict.ts";

/** Who ran the hook, from the kernel and the user database; nothing of it from the environment. */
export interface Actor {
  readonly uid: number;
  readonly user: string;
  readonly host: string;
}

/** Which rules decided. */
export interface RulesInForce {
  readonly version: string;
  readonly digest: string;
  /** Rule sources newer than the bundle in force: a push that was not built, or did not build. */
  readonly stale: readonly string[];
  /** The bundle could not be read and the last good one serves. */
  readonly fallback: boolean;
}

/** A repository's own rule file that held. */
export interface RepositoryFile {
  /** Absolute. */
  readonly path: string;
  /** SHA-256 of the file, hex. */
  readonly digest: string;
}

/** The repository that a call is made in, as its own files say: its user may write there what he likes. */
export interface Checkout {
  /** Where the remote `origin` lies, or the first one: `github.com` and `acme/app`, lower case. */
  readonly remote: { readonly host: string; readonly path: string } | undefined;
  readonly branch: string | undefined;
  /** The commit that is checked out where no branch is. */
  readonly commit: string | undefined;
}

/** A variable of the environment that the policy wants recorded, with what the hook's user has put into it. */
export interface Claim {
  readonly name: string;
  readonly value: string;
}

/** Everything that a record tells. What could not be made before a failure is absent. */
export interface Account {
  readonly actor: Actor;
  readonly integrity: Integrity;
  /** How much of the call the record tells. */
  readonly capture: Capture;
  /** What the user's environment says of who he is. */
  readonly identity: readonly Claim[];
  readonly hook: string;
  readonly rules: RulesInForce | undefined;
  /** The repository's rule files that held beside them. */
  readonly repository: readonly RepositoryFile[];
  /** What came of the engines that were asked. */
  readonly engines?: readonly EngineReport[] | undefined;
  /** What the event has to do with doubtful texts of its session, if anything. */
  readonly taint?: TaintResult | undefined;
  /** Where the call is made; absent outside of a repository. */
  readonly checkout: Checkout | undefined;
  readonly event: HookEvent | undefined;
  readonly action: Action | undefined;
  readonly verdict: Verdict | undefined;
  readonly decision: Decision;
  /** The failure that ended the evaluation, if one did. */
  readonly failure: { readonly stage: Stage; readonly message: string } | undefined;
  /** Microseconds by stage. */
  readonly timing: Readonly<Partial<Record<Stage, number>>>;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** The whole input as it came, for its size and keyed hash. */
  readonly input: Uint8Array;
}

/** Where records go from the hook: one line each, appended whole or not at all. */
export interface Spool {
  readonly integrity: Integrity;
  /** Bytes in the user's segment when it was opened; see `assertQuota`. */
  readonly usedBytes: number;
  /**
   * HMAC-SHA-256 with the spool key, hex: for hashes that nobody without the key can try values against.
   * Over the value with a prefix that no record has (docs/AUDIT-RECORD.md §1).
   */
  readonly keyedHash: (data: Uint8Array) => string;
  /** The id that the next record will have: 32 hex digits. */
  readonly nextId: () => string;
  /**
   * @param sync Whether to wait until the record is on the disk.
   * @throws StageError("record") when the record is not wholly in the spool, or not on the disk where it is to be.
   */
  readonly append: (record: JsonObject, sync?: boolean) => void;
}
