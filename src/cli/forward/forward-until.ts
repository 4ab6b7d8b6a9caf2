import type { Clock } from "../../audit/forward/clock.ts";
import { History } from "../../audit/forward/history.ts";
import { holdLog } from "../../audit/seal/sealer.ts";
import { openSession, type Session } from "./open-session.ts";
import { readSetting } from "./read-setting.ts";
import { StandingIntake } from "./standing-intake.ts";
import { watchSetting } from "./watch-setting.ts";

/** What a forwarder is to do, and with what. */
export interface ForwardTask {
  /** Directory of the executables, absolute. */
  readonly hooks: string;
  /** Ends when everything is shipped, or cannot be. */
  readonly once: boolean;
  readonly clock: Clock;
  /** One line for the operator. */
  readonly tell: (line: string) => void;
  /** Told of each session as it begins. */
  readonly onSession?: (session: Session) => void;
  /** How often it is looked for a new policy, milliseconds. */
  readonly lookMs?: number;
}

/**
 * Seals and ships until `stop` is aborted, a session for each policy that comes. The log and the socket are held from the
 * first to the last.
 *
 * @returns false when `once` could not ship everything
 * @throws Error when the installation is none, another forwarder is running, or the log cannot be read
 */
export async function forwardUntil(stop: AbortSignal, task: ForwardTask): Promise<boolean> {
  const { hooks, once, clock, tell, onSession, lookMs } = task;
  let setting = readSetting(hooks);
  const release = holdLog(setting.layout.audit);
  const intake = new StandingIntake(setting.layout, tell);
  const history = new History(clock.now(), tell);
  try {
    for (;;) {
      const session = await openSession(setting, { clock, tell, intake, history });
      onSession?.(session);
      if (once) return await session.once();
      const watch = watchSetting(setting, { stop, tell, lookMs });
      // Told to stop while it goes over to another policy, it does: what has come meanwhile is to be sealed.
      if (await session.run(watch.changed, () => stop.aborted)) return true;
      setting = watch.setting();
    }
  } finally {
    // While the log is still held: the socket is nobody else's until then.
    await intake.close();
    release();
  }
}
