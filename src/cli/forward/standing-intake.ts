import type { Intake, IntakeCounts } from "../../audit/intake/open-intake.ts";
import type { Layout } from "../../model/installation.ts";
import { type IntakePolicy, startIntake, toBounds } from "../../platform/start-intake.ts";
import { describeError } from "../describe-error.ts";
import type { Setting } from "./read-setting.ts";

/** How often a socket that could not be opened is tried again. */
const AGAIN_MS = 10_000;

/**
 * The socket for hooks that cannot reach the spool. It stands as long as the process runs: a hook that connects while one
 * policy takes the place of another is served.
 */
export class StandingIntake {
  readonly #layout: Layout;
  /** One line for the operator. */
  readonly #tell: (line: string) => void;
  readonly #againMs: number;
  #policy: IntakePolicy | undefined;
  #intake: Intake | undefined;
  #opening: Promise<void> | undefined;
  #again: NodeJS.Timeout | undefined;
  #counts: IntakeCounts | undefined;
  #onTaken: () => void = () => {};
  #told: string | undefined;

  constructor(layout: Layout, tell: (line: string) => void, againMs = AGAIN_MS) {
    this.#layout = layout;
    this.#tell = tell;
    this.#againMs = againMs;
  }

  /** Since it was opened; `undefined` where it is not. */
  get counts(): IntakeCounts | undefined {
    return this.#counts;
  }

  /**
   * Goes by this policy from now on. To be called by whoever holds the log. Without the socket the others' records are
   * sealed and shipped all the same: that it cannot be opened is told, and tried again.
   *
   * @param onTaken Called when a record has come, in the place of the last one given.
   */
  async follow({ quotaBytes, deadlineMs, policy }: Setting, onTaken: () => void): Promise<void> {
    this.#onTaken = onTaken;
    this.#policy = { spoolQuotaBytes: quotaBytes, deadlineMs, sync: policy.sync };
    await this.#settle();
  }

  /** Takes nothing more. */
  async close(): Promise<void> {
    this.#policy = undefined;
    await this.#settle();
  }

  /** Until the socket is as it is to be, or cannot be; one at a time. */
  #settle(): Promise<void> {
    const before = this.#opening ?? Promise.resolve();
    return (this.#opening = before.then(() => this.#apply()));
  }

  async #apply(): Promise<void> {
    clearTimeout(this.#again);
    const policy = this.#policy;
    const intake = this.#intake;
    if (policy === undefined) {
      this.#intake = undefined;
      return intake?.close();
    }
    if (intake !== undefined) intake.follow(toBounds(policy));
    else await this.#open(policy);
  }

  async #open(policy: IntakePolicy): Promise<void> {
    try {
      this.#intake = await startIntake(this.#layout, policy, () => this.#onTaken());
      this.#counts = this.#intake?.counts;
      if (this.#told !== undefined) this.#tell(`is over: ${this.#told}`);
      this.#told = undefined;
    } catch (error) {
      this.#tellOnce(describeError(error));
      this.#again = setTimeout(() => void this.#settle(), this.#againMs).unref();
    }
  }

  #tellOnce(cause: string): void {
    const at = this.#layout.intake;
    const fault = `hooks that cannot reach the spool are denied: no socket at ${at}: ${cause}`;
    if (fault !== this.#told) this.#tell(fault);
    this.#told = fault;
  }
}
