import { answer } from "./answer.ts";
import { assertQuota } from "./audit/spool/quota.ts";
import { withinDeadline } from "./deadline.ts";
import { toFailureDecision } from "./decision/to-failure-decision.ts";
import { end, endBlocked } from "./end.ts";
import { Evaluation } from "./evaluation.ts";
import { peekEventName } from "./event/peek-event-name.ts";
import { readStdin, type Received } from "./event/read-stdin.ts";
import type { Gate } from "./gate.ts";
import type { Hook } from "./hook.ts";
import type { Decision } from "./model/decision.ts";
import { StageError, toStageError } from "./model/stage.ts";
import { evaluate } from "./pipeline.ts";
import { readActor } from "./platform/actor.ts";
import { readLayout } from "./platform/layout.ts";
import { createMachine } from "./platform/machine.ts";
import { takePrivileges } from "./platform/privilege.ts";
import { record, type RecorderSetting } from "./recorder.ts";
import { loadRules } from "./rule/load-rules.ts";

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

  start(directory: string): void {
    try {
      const gate = this.#open(directory);
      this.#listen(gate);
    } catch (error) {
      end(answer(this.#fail(toStageError(error, "install"))));
    }
  }

  /** Privileges come first: nothing else may run before the group is lowered again. */
  #open(directory: string): Gate {
    if (process.argv.length > 2) throw new StageError("install", "the hook takes no arguments");
    const spool = takePrivileges(readLayout(directory));
    const recorder = { spool, actor: readActor(), hook: this.#hook.name, rules: undefined };
    this.#recorder = recorder;
    const { bundle, inForce } = loadRules(`${directory}/rules`);
    this.#recorder = { ...recorder, rules: inForce };
    assertQuota(spool, bundle.policy.spoolQuotaBytes);
    if (spool.integrity === "none" && bundle.policy.onUnprotected === "deny") {
      throw new StageError("privilege", "the record of this call would not be protected");
    }
    this.#gate = {
      checks: this.#hook.checks,
      rules: bundle,
      policy: bundle.policy,
      machine: createMachine(),
      record: (input, decision, evaluation) =>
        record(
          { ...recorder, rules: inForce },
          { input, decision, evaluation, failure: undefined },
        ),
    };
    return this.#gate;
  }

  #listen(gate: Gate): void {
    const left = gate.policy.deadlineMs - performance.now();
    const timer = setTimeout(() => {
      const error = new StageError("stdin", "the event did not arrive in time");
      answer(this.#fail(error));
      endBlocked();
    }, left);
    readStdin((received) => {
      clearTimeout(timer);
      end(answer(this.#judge(received, gate)));
    });
  }

  #judge({ bytes, error }: Received, gate: Gate): Decision {
    this.#input = bytes;
    try {
      if (error !== undefined) throw error;
      return withinDeadline(gate.policy.deadlineMs, () => evaluate(bytes, gate, this.#evaluation));
    } catch (fault) {
      return this.#fail(toStageError(fault, "check"));
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
