import { millisecondsUp } from "./platform/clock.ts";
import { answer } from "./answer.ts";
import { assertQuota } from "./audit/spool/quota.ts";
import { end, endBlocked } from "./end.ts";
import { partEngines } from "./engine/engine-runner.ts";
import { Evaluation } from "./evaluation.ts";
import { readStdin } from "./event/read-stdin.ts";
import type { Gate } from "./gate.ts";
import type { Hook } from "./hook.ts";
import { decideFailure, judgeWithEngines } from "./judge.ts";
import type { Decision } from "./model/decision.ts";
import type { Policy } from "./model/policy.ts";
import { StageError, toStageError } from "./model/stage.ts";
import type { Handover } from "./model/handover.ts";
import type { Layout } from "./model/installation.ts";
import type { TaintLog } from "./model/taint.ts";
import { readActor, readGroupIds } from "./platform/actor.ts";
import { readLayout } from "./platform/layout.ts";
import type { PartLoader } from "./platform/load-part.ts";
import { loadHandover } from "./platform/load-handover.ts";
import { createMachine } from "./platform/machine.ts";
import { takePrivileges, UnreachableSpoolError, withSpoolGroup } from "./platform/privilege.ts";
import { record, type RecorderSetting } from "./recorder.ts";
import { loadRules } from "./rule/load-rules.ts";
import { partReader } from "./rule/repository/repository-reader.ts";
import type { RepositoryAccess } from "./rule/repository/repository-rules.ts";
import { rulesForEvent } from "./rule/rules-for-event.ts";

/**
 * One hook process: reads one event, answers it, ends. The exit code says "deny" from the first line
 * on, and only a finished evaluation changes it: an event loop that runs dry, an exception nobody
 * caught, a lost write all deny.
 */
export function run(hook: Hook, { directory, load }: Installed): void {
  process.exitCode = 2;
  new HookRun(hook, load).start(directory);
}

/** Where the executable is, with its rules and its layout beside it, and what loads its parts. */
export interface Installed {
  readonly directory: string;
  readonly load: PartLoader;
}

/** How long an event may take to arrive where the rules, which say it, cannot be loaded; milliseconds. */
const DEFAULT_DEADLINE_MS = 5000;

/** How long the forwarder may take for a line that is handed over, milliseconds: beyond the deadline, below the host's timeout. */
const DELIVERY_MS = 1500;

/** The event on its way in. */
interface Opening {
  /** What is wrong with the rules, to be told when the event is there. */
  fault?: StageError;
  timer?: NodeJS.Timeout;
  /** It has been answered without it. */
  isLate: boolean;
}

class HookRun {
  readonly #hook: Hook;
  readonly #load: PartLoader;
  readonly #evaluation = new Evaluation(0);
  #input: Uint8Array = new Uint8Array(0);
  // Absent until they are opened: a failure before that is answered without them.
  #recorder: RecorderSetting | undefined;
  #taint: TaintLog | undefined;
  /** Where records go by the forwarder's socket. */
  #handover: Handover | undefined;
  #gate: Gate | undefined;
  #stateDirectory = "";

  constructor(hook: Hook, load: PartLoader) {
    this.#hook = hook;
    this.#load = load;
  }

  /**
   * The order counts. Privileges come first, and are given up again before anything else runs. Then stdin
   * is read, by a thread that works while this one loads the rules; whatever is wrong with those is
   * answered when the event is there, in the event's own terms.
   */
  start(directory: string): void {
    try {
      const layout = this.#readLayout(directory);
      if (this.#openSpool(layout)) return this.#begin(directory);
      void this.#openHandover(layout).then(
        () => this.#begin(directory),
        (error: unknown) => this.#end(this.#fail(toStageError(error, "privilege"))),
      );
    } catch (error) {
      this.#end(this.#fail(toStageError(error, "install")));
    }
  }

  #begin(directory: string): void {
    const opening = this.#listen();
    try {
      this.#gate = this.#openGate(directory);
    } catch (error) {
      opening.fault = toStageError(error, "rules");
    }
    const deadline = this.#gate?.policy.deadlineMs ?? DEFAULT_DEADLINE_MS;
    const left = Math.max(0, deadline - millisecondsUp());
    opening.timer = setTimeout(() => {
      opening.isLate = true;
      const late = this.#fail(new StageError("stdin", "the event did not arrive in time"));
      this.#deliver(late, (decision) => {
        answer(decision);
        endBlocked();
      });
    }, left);
  }

  #readLayout(directory: string): Layout {
    if (process.argv.length > 2) throw new StageError("install", "the hook takes no arguments");
    const layout = readLayout(directory);
    this.#stateDirectory = layout.spool;
    return layout;
  }

  /** Whether it can be reached; where it cannot and the layout names no other way, that is a failure. */
  #openSpool(layout: Layout): boolean {
    try {
      const { spool, taint } = takePrivileges(layout);
      this.#use({ spool, taint, actor: readActor() });
      return true;
    } catch (error) {
      if (error instanceof UnreachableSpoolError && layout.intake !== undefined) return false;
      throw error;
    }
  }

  async #openHandover({ intake = "" }: Layout): Promise<void> {
    this.#handover = await loadHandover(this.#load, intake);
    this.#use(this.#handover);
  }

  #use({ spool, taint, actor }: Pick<Handover, "spool" | "taint" | "actor">): void {
    this.#taint = taint;
    this.#recorder = { spool, actor, hook: this.#hook.name, rules: undefined };
  }

  #listen(): Opening {
    const opening: Opening = { isLate: false };
    readStdin(({ bytes, error }) => {
      clearTimeout(opening.timer);
      if (opening.isLate) return;
      this.#input = bytes;
      this.#judge(opening.fault ?? error, (decision) => this.#end(decision));
    });
    return opening;
  }

  #openGate(directory: string): Gate {
    const { bundle, inForce } = loadRules(`${directory}/rules`);
    const recorder = this.#recorder;
    if (recorder === undefined) throw new StageError("record", "there is no spool to record in");
    const machine = createMachine();
    const { audit } = bundle.policy;
    const around = { audit, machine, environment: process.env };
    const recording = { ...recorder, ...around, rules: inForce };
    this.#recorder = recording;
    assertQuota(recorder.spool, bundle.policy.spoolQuotaBytes);
    if (recorder.spool.integrity === "none" && bundle.policy.onUnprotected === "deny") {
      throw new StageError("privilege", "the record of this call would not be protected");
    }
    const policy = policyFor(this.#hook, bundle.policy);
    const repository = this.#repositoryAccess();
    const witnesses = { actor: recorder.actor, machine, groupIds: readGroupIds };
    return {
      checks: this.#hook.checks,
      rules: bundle,
      policy,
      rulesFor: (event) =>
        rulesForEvent(event, { rules: bundle, policy, now: Date.now(), witnesses, repository }),
      machine,
      engines: partEngines(this.#load, {
        rulesDirectory: `${directory}/rules`,
        mustBeRoots: recorder.spool.integrity !== "none",
        stateDirectory: this.#stateDirectory,
        asGuard: withSpoolGroup,
      }),
      taint: this.#taint,
      record: (input, decision, evaluation) => record(recording, { input, decision, evaluation }),
    };
  }

  /** A hook that judges nothing needs nobody's rules. */
  #repositoryAccess(): RepositoryAccess | undefined {
    if (this.#hook.checks.length === 0) return undefined;
    return { read: partReader(this.#load), projectDirectory: process.env["CLAUDE_PROJECT_DIR"] };
  }

  #judge(fault: StageError | undefined, settle: (decision: Decision) => void): void {
    const gate = this.#gate;
    if (fault !== undefined) return settle(this.#fail(fault));
    if (gate === undefined) {
      return settle(this.#fail(new StageError("rules", "no rules were loaded")));
    }
    judgeWithEngines({ input: this.#input, gate, evaluation: this.#evaluation }, settle);
  }

  #end(decision: Decision): void {
    this.#deliver(decision, (delivered) => end(answer(delivered)));
  }

  /** Calls with the decision when its record is where it belongs; with a denial when it is not. */
  #deliver(decision: Decision, settle: (decision: Decision) => void): void {
    if (this.#handover === undefined) return settle(decision);
    void this.#handover.deliver(DELIVERY_MS).then(
      () => settle(decision),
      (error: unknown) => {
        const fault = error instanceof Error ? error.message : "for no known reason";
        const message = `the forwarder has not taken the record: ${fault}`;
        settle(this.#fail(new StageError("record", message, { cause: error })));
      },
    );
  }

  /** The answer to what has failed around the evaluation, perhaps before there were rules. */
  #fail(error: StageError): Decision {
    const recorder = this.#recorder;
    return decideFailure(error, {
      input: this.#input,
      evaluation: this.#evaluation,
      onFailure: this.#gate?.policy.onFailure ?? "deny",
      record:
        recorder &&
        ((input, decision, evaluation) => record(recorder, { input, decision, evaluation })),
    });
  }
}

/** A hook without checks has an opinion on nothing, not even on what it could not understand. */
function policyFor(hook: Hook, policy: Policy): Policy {
  return hook.checks.length > 0 ? policy : { ...policy, mode: "observe", ruleModes: {} };
}
