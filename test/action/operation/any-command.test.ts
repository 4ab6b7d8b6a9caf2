import * as fc from "fast-check";
import { expect, it } from "vitest";
import { findReader } from "../../../src/action/operation/registry.ts";
import { UNKNOWN } from "../../../src/model/invocation.ts";
import { CLONE, CWD, machineWith } from "./support.ts";

const PROGRAMS =
  "git gh glab aws kubectl helm docker terraform pulumi npm yarn ssh scp rsync psql redis-cli";
const WORDS =
  "push origin main HEAD:main : + -- - -f --force=x -C --repo pr merge api repos/a/b constructor __proto__ " +
  "ecs update-service --service s3 rm s3://b/k -n delete pod x/y run image apply workspace select publish u@h:p " +
  "https://github.com/o/r arn:aws:s3:::b * ** [ \\ help";

const word = fc.oneof(
  fc.constantFrom(...WORDS.split(" "), UNKNOWN, ""),
  fc.string({ maxLength: 12 }),
);

it("every command of every program has operations with a name and a resource, whatever its words", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PROGRAMS.split(" ")),
      fc.array(word, { maxLength: 8 }),
      (program, values) => {
        const words = [program, ...values].map((value) => ({
          text: value,
          value,
          certainty: "known" as const,
        }));
        const operations = findReader(program)?.read({
          invocation: {
            program,
            words,
            assignments: [],
            redirects: [],
            feed: { kind: "inherited" },
            via: [],
            offset: 0,
          },
          values,
          directories: [CWD],
          machine: machineWith(CLONE),
          unsettled: [],
        });
        for (const { name, resources } of operations ?? []) {
          expect(name).toMatch(/^[a-z]+:\S+$/);
          expect(resources.length).toBeGreaterThan(0);
          expect(resources).not.toContain("");
        }
      },
    ),
    { numRuns: 3000 },
  );
});
