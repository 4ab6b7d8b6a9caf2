import { answer } from "./answer.ts";
import { assertQuota } from "./audit/spool/quota.ts";
import { withinDeadline } from "./deadline.ts";
import { toFailureDecision } from "./decision/to-failure-decision.ts";
import { end, endBlocked } from "./end.ts";
import { Evaluation } from "./evaluation.ts";
import { peekEventName } from "./event/peek-event-name.ts";
import { readStdin } from "./event/read-stdin.ts";
import type { Gate } from "./gate.ts";
import type { Hook } from "./hook.ts";
import type { Decision } from "./model/decision.ts";
import type { Policy } from "./model/policy.ts";
import { StageError, toStageError } from "./model/stage.ts";
import { evaluate } from "./pipeline.ts";
import { readActor } from "./platform/actor.ts";
import { readLayout } from "./platform/layout.ts";
import { createMachine } from "./platform/machine.ts";
import { takePrivileges } from "./platform/privilege.ts";
import { record, type RecorderSetting } from "./recorder.ts";
import { loadRules } from "./rule/load-rules.ts";
import { rulesForEvent } from "./rule/rules-for-event.ts";

/**
 * One hook process: reads one event, answers it, ends. The exit code says "deny" from the first line
 * on, and only a finished evaluation changes it: an event loop that runs dry, an exception nobody
 * caught, a lost write all deny.
 *
 * @param directory where the executable is, and beside it its rules and layout
 */
export function run(hook: Hook, directory: string): void {
  process.exitCode = 2;
  new HookRun(hook).start(directory);
}

/** How long an event may take to arrive where the rules, which say it, cannot be loaded; milliseconds. */
const DEFAULT_DEADLINE_MS = 5000;

class HookRun {
  readonly #hook: Hook;
  readonly #evaluation = new Evaluation();
  #input: Uint8Array = new Uint8Array(0);
  // Absent until they are opened: a failure before that is answered without them.
  #recorder: RecorderSetting | undefined;
  #gate: Gate | undefined;

  constructor(hook: Hook) {
    this.#hook = hook;
  }

  /**
   * The order counts. Privileges come first, and are given up again before anything else runs. Then stdin
   * is read, by a thread that works while this one loads the rules; whatever is wrong with those is
   * answered when the event is there, in the event's own terms.
   */
  start(directory: string): void {
    try {
      this.#openSpool(directory);
    } catch (error) {
      return end(answer(this.#fail(toStageError(error, "install"))));
    }
    const opening = this.#listen();
    try {
      this.#gate = this.#openGate(directory);
    } catch (error) {
      opening.fault = toStageError(error, "rules");
    }
    const deadline = this.#gate?.policy.deadlineMs ?? DEFAULT_DEADLINE_MS;
    opening.timer = setTimeout(() => {
      answer(this.#fail(new StageError("stdin", "the event did not arrive in time")));
      endBlocked();
    }, deadline - performance.now());
  }

  #openSpool(directory: string): void {
    if (process.argv.length > 2) throw new StageError("install", "the hook takes no arguments");
    const spool = takePrivileges(readLayout(directory));
    this.#recorder = { spool, actor: readActor(), hook: this.#hook.name, rules: undefined };
  }

  #listen(): { fault?: StageError; timer?: NodeJS.Timeout } {
    const opening: { fault?: StageError; timer?: NodeJS.Timeout } = {};
    readStdin(({ bytes, error }) => {
      clearTimeout(opening.timer);
      this.#input = bytes;
      end(answer(this.#judge(opening.fault ?? error)));
    });
    return opening;
  }

  #openGate(directory: string): Gate {
    const { bundle, inForce } = loadRules(`${directory}/rules`);
    const recorder = this.#recorder;
    if (recorder === undefined) throw new StageError("record", "there is no spool to record in");
    const recording = { ...recorder, rules: inForce };
    this.#recorder = recording;
    assertQuota(recorder.spool, bundle.policy.spoolQuotaBytes);
    if (recorder.spool.integrity === "none" && bundle.policy.onUnprotected === "deny") {
      throw new StageError("privilege", "the record of this call would not be protected");
    }
    const policy = policyFor(this.#hook, bundle.policy);
    return {
      checks: this.#hook.checks,
      rules: bundle,
      policy,
      rulesFor: (event) => rulesForEvent(event, { rules: bundle, policy, now: Date.now() }),
      machine: createMachine(),
      record: (input, decision, evaluation) =>
        record(recording, { input, decision, evaluation, failure: undefined }),
    };
  }

  #judge(fault: StageError | undefined): Decision {
    try {
      if (fault !== undefined) throw fault;
      const gate = this.#gate;
      if (gate === undefined) throw new StageError("rules", "no rules were loaded");
      return withinDeadline(gate.policy.deadlineMs, () =>
        evaluate(this.#input, gate, this.#evaluation),
      );
    } catch (error) {
      return this.#fail(toStageError(error, "check"));
    }
  }

  /** The answer to a failure, on the record too where there is one. */
  #fail(error: StageError): Decision {
    const { event } = this.#evaluation.results;
    // A call that cannot be recorded is not for anyone to wave through.
    const onFailure = error.stage === "record" ? "deny" : (this.#gate?.policy.onFailure ?? "deny");
    const peekedName = peekEventName(this.#input);
    const decision = toFailureDecision({ error, event, peekedName, onFailure });
    if (this.#recorder === undefined || error.stage === "record") return decision;
    try {
      const failure = { stage: error.stage, message: error.message };
      record(this.#recorder, {
        input: this.#input,
        decision,
        evaluation: this.#evaluation,
        failure,
      });
      return decision;
    } catch (fault) {
      const second = toStageError(fault, "record");
      return toFailureDecision({ error: second, event, peekedName, onFailure: "deny" });
    }
  }
}

/** A hook without checks has an opinion on nothing, not even on what it could not understand. */
function policyFor(hook: Hook, policy: Policy): Policy {
  return hook.checks.length > 0 ? policy : { ...policy, mode: "observe", ruleModes: {} };
}
