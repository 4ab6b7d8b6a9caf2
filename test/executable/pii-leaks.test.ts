/**
 * No personal data in anything that Toolgate writes: made-up values of every kind of number in every place of every kind
 * of event, through the built executable, with all that it has written searched for each of them.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventsWith } from "./planted-events.ts";
import { Witness } from "./witness.ts";
import { callOf } from "./trial.ts";

/** Each with a word that it stands behind; nobody has any of them. */
const PLANTED = [
  ["a card", "card", "4539148803436467"],
  ["a card in groups", "card", "4539 1488 0343 6467"],
  ["an account", "iban", "NL02ABNA0123456789"],
  ["an account in groups", "iban", "DE75 5121 0800 1245 1261 99"],
  ["a US social security number", "ssn", "536-22-8471"],
  ["one without hyphens", "ssn", "536228471"],
  ["a British national insurance number", "nino", "JG103759A"],
  ["a Spanish identity number", "dni", "54362315K"],
  ["a Brazilian taxpayer number", "cpf", "529.982.247-25"],
  ["a French social security number", "nir", "2 69 05 49 588 157 80"],
  ["a passport number", "passport", "C01X00T47"],
  ["an e-mail address", "email", "ann.lee@initech.com"],
  ["a telephone number", "phone", "+49 30 901820"],
] as const;

let witness: Witness;

beforeAll(() => {
  witness = new Witness();
});
afterAll(() => witness.remove());

/** The ways in which a value could stand in what was written. What the model has encoded is not looked into. */
function formsOf(value: string): readonly string[] {
  const name = value.replace(/@.*/, "");
  const plain = value.replaceAll(/[ .-]/g, "");
  return [value, name, plain, encodeURIComponent(value)];
}

const leaksIn = (text: string, value: string) =>
  formsOf(value).filter((form) => text.includes(form));

describe("what Toolgate writes holds no personal data that it was shown", () => {
  test.each(PLANTED)(
    "%s",
    async (_, word, value) => {
      const file = path.join(witness.trial.project, "people.txt");
      writeFileSync(file, `a\n${word}: ${value}\n`);
      const said = await witness.play([
        ...eventsWith(value, file),
        ...eventsWith(`${word}: ${value}`, file),
        callOf("mcp__crm__find", { [word]: value, deep: { list: [{ [word]: value }] } }),
        callOf("WebFetch", { url: `https://crm.example.com/p/${value}?q=${value}`, prompt: value }),
        callOf("Read", { file_path: `/srv/${word}-${value}.txt` }),
        callOf("Bash", { command: `cat /srv/${word}_${value.replaceAll(" ", "")}/x.txt` }),
      ]);
      expect(leaksIn(withoutMasked(said), value), "in an answer").toEqual([]);
      expect(leaksIn(witness.writtenFiles(), value), "in a file").toEqual([]);
    },
    240_000,
  );

  test("nor a number that is none of JSON's strings", async () => {
    await witness.play([callOf("mcp__crm__find", { card: 4539148803436467, n: [536228471] })]);
    expect(witness.writtenFiles()).not.toMatch(/4539148803436467|536228471/);
  });

  test("and says what was found", () => {
    const written = witness.writtenFiles();
    for (const rule of ["payment-card", "iban", "us-ssn", "email"])
      expect(written).toContain(`pii/${rule}`);
    expect(written).toContain("payment-card …(16)".replace("…", "\u00e2\u0080\u00a6"));
  });
});

/** What a tool has answered, and comes back with its values masked where they come to that, is no record. */
function withoutMasked(said: string): string {
  return said
    .split("\n")
    .filter((line) => !line.includes("updatedToolOutput"))
    .join("\n");
}

test("the witness reads what was written", () => {
  expect(readFileSync(import.meta.filename, "utf8")).toContain("536-22-8471");
  expect(witness.writtenFiles().length).toBeGreaterThan(1000);
});
