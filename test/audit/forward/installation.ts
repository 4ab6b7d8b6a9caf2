import { randomBytes } from "node:crypto";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createSpool } from "../../../src/audit/spool/create-spool.ts";
import { listLogFiles } from "../../../src/audit/seal/log-file.ts";
import { buildRules } from "../../../src/rule/build/build-rules.ts";
import { writeBundle } from "../../../src/rule/build/write-bundle.ts";

/** An installation of the forwarder's, with a spool that records can be appended to as hooks do. */
export class Installation {
  readonly place = mkdtempSync(path.join(tmpdir(), "toolgate-forward-"));
  readonly hooks = path.join(this.place, "hooks");
  readonly audit = path.join(this.place, "audit");
  readonly spool = path.join(this.place, "spool");
  readonly #key = randomBytes(32);
  readonly uid = process.getuid?.() ?? -1;
  /** Ids of the records that were appended. */
  readonly ids: string[] = [];

  /** Of the forwarder's socket, where there is one. */
  readonly intake: string | undefined;

  /** @param given Whether the forwarder has a socket. */
  constructor({ intake = false } = {}) {
    this.intake = intake ? path.join(this.place, "run", "intake.sock") : undefined;
    mkdirSync(path.join(this.place, "run"));
    const keys = path.join(this.place, "keys");
    for (const directory of [this.hooks, this.spool, keys]) mkdirSync(directory);
    writeFileSync(path.join(keys, "spool.key"), this.#key);
    const { spool, audit } = this;
    const layout = { format: 1, installation: "trial", spool, keys, audit, intake: this.intake };
    writeFileSync(path.join(this.hooks, "layout.json"), JSON.stringify(layout));
  }

  /** Puts a policy in force with these members of `audit`, and others. */
  configure(audit: Readonly<Record<string, unknown>>, others = {}): void {
    const rules = path.join(this.hooks, "rules");
    mkdirSync(rules, { recursive: true });
    writeFileSync(path.join(rules, "VERSION"), "1.0.0\n");
    const policy = { profile: "standard", mode: "enforce", audit, ...others };
    writeFileSync(path.join(rules, "policy.yaml"), JSON.stringify({ policy }));
    writeBundle(rules, buildRules(rules));
  }

  append(count: number, size = 0): void {
    const file = path.join(this.spool, `${this.uid}.seg`);
    const descriptor = openSync(file, "a");
    const spool = createSpool({
      segment: { descriptor, bytes: 0 },
      key: this.#key,
      uid: this.uid,
      integrity: "none",
      readBootId: () => "boot-1",
    });
    for (let index = 0; index < count; index += 1) {
      this.ids.push(spool.nextId());
      const filler = size > 0 ? { raw_data: "x".repeat(size) } : {};
      spool.append({
        class_uid: 6003,
        severity_id: 1,
        time: Date.now(),
        ...filler,
        unmapped: { format: 1 },
      });
    }
    closeSync(descriptor);
  }

  /** The lines of the sealed log. */
  readLog(): string[] {
    const directory = path.join(this.audit, "log");
    return listLogFiles(directory).flatMap((name) =>
      readFileSync(path.join(directory, name), "utf8").split("\n").slice(0, -1),
    );
  }

  /** The lines in a file sink's directory, in order. */
  readFiles(directory: string): string[] {
    return readdirSync(directory)
      .toSorted()
      .flatMap((name) => readFileSync(path.join(directory, name), "utf8").split("\n").slice(0, -1));
  }

  remove(): void {
    rmSync(this.place, { recursive: true, force: true });
  }
}
