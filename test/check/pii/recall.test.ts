/** Each kind of value in the files and messages that carry such values, and what only looks like one. */
import { describe, expect, test } from "vitest";
import { carry, EVERYDAY } from "./carriers.ts";
import { inspectText } from "./support.ts";

const slot = ["tool_response", "stdout"];
const rulesIn = (text: string) =>
  inspectText(text, { role: "output", slot }).map(({ rule }) => rule.slice("pii/".length));

/** By rule: a name that it goes by, and a value that is nobody's. */
const VALUES = [
  ["payment-card", "card_number", "4539 1488 0343 6467"],
  ["iban", "iban", "NL02ABNA0123456789"],
  ["us-ssn", "ssn", "536228471"],
  ["us-itin", "itin", "912-73-4518"],
  ["uk-nino", "national insurance number", "JG 10 37 59 A"],
  ["uk-nhs", "NHS number", "943 476 5870"],
  ["de-steuer-id", "steuer_id", "86095742719"],
  ["fr-nir", "nir", "2 69 05 49 588 157 80"],
  ["es-dni", "dni", "54362315K"],
  ["nl-bsn", "bsn", "136524795"],
  ["br-cpf", "cpf", "529.982.247-25"],
  ["in-aadhaar", "aadhaar", "5211 8513 3376"],
  ["in-pan", "PAN", "BNZPM2501F"],
  ["ca-sin", "social insurance number", "193-456-787"],
  ["dk-cpr", "cpr", "230484-2147"],
  ["phone", "phone", "+49 30 901820"],
  ["phone-national", "telephone", "030 901820"],
  ["email", "email", "ann.lee@initech.com"],
  ["date-of-birth", "date of birth", "12.03.1984"],
] as const;

describe("finds", () => {
  test.each(VALUES)("%s behind its name and in its column", (rule, name, value) => {
    const missed = carry(name, value)
      .filter(([, text]) => !rulesIn(text).includes(rule))
      .map(([carrier]) => carrier);
    expect(missed).toEqual([]);
  });

  test.each(carry("street", "Lindenstraße 5").map(([carrier, text]) => [carrier, text] as const))(
    "a street in %s",
    (_, text) => expect(rulesIn(text).join()).toMatch(/address-(?:field|column)/),
  );
});

describe("finds nothing in", () => {
  test.each(EVERYDAY)("%s", (_, text) => expect(rulesIn(text)).toEqual([]));
});
