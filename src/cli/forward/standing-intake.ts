import type { Intake, IntakeCounts } from "../../audit/intake/open-intake.ts";
import type { Layout } from "../../model/installation.ts";
import { startIntake, toBounds } from "../../platform/start-intake.ts";
import { describeError } from "../describe-error.ts";
import type { Setting } from "./read-setting.ts";

/**
 * The socket for hooks that cannot reach the spool. It stands as long as the process runs: a hook that connects while one
 * policy takes the place of another is served.
 */
export class StandingIntake {
  readonly #layout: Layout;
  /** One line for the operator. */
  readonly #tell: (line: string) => void;
  #intake: Intake | undefined;
  #counts: IntakeCounts | undefined;
  #onTaken: () => void = () => {};
  #told = "";

  constructor(layout: Layout, tell: (line: string) => void) {
    this.#layout = layout;
    this.#tell = tell;
  }

  /** Since it was opened; `undefined` where it is not. */
  get counts(): IntakeCounts | undefined {
    return this.#counts;
  }

  /**
   * Goes by this policy from now on. To be called by whoever holds the log. Without the socket the others' records are
   * sealed and shipped all the same: that it cannot be opened is told.
   *
   * @param onTaken Called when a record has come, in the place of the last one given.
   */
  async follow({ quotaBytes, deadlineMs, policy }: Setting, onTaken: () => void): Promise<void> {
    this.#onTaken = onTaken;
    const given = { spoolQuotaBytes: quotaBytes, deadlineMs, sync: policy.sync };
    if (this.#intake !== undefined) return this.#intake.follow(toBounds(given));
    try {
      this.#intake = await startIntake(this.#layout, given, () => this.#onTaken());
      this.#counts = this.#intake?.counts;
      this.#told = "";
    } catch (error) {
      this.#tellOnce(describeError(error));
    }
  }

  /** Takes nothing more. */
  async close(): Promise<void> {
    const intake = this.#intake;
    this.#intake = undefined;
    await intake?.close();
  }

  #tellOnce(fault: string): void {
    if (fault === this.#told) return;
    this.#told = fault;
    const { intake } = this.#layout;
    this.#tell(`hooks that cannot reach the spool are denied: no socket at ${intake}: ${fault}`);
  }
}
