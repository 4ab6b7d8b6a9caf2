import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PiiValidator } from "../../../../src/model/pii-rule.ts";
import { isValid } from "../../../../src/check/pii/valid/is-valid.ts";

/** Examples that the issuers or their documentation give; see the references in rules/pii.yaml. */
const GOOD: Readonly<Record<PiiValidator, readonly string[]>> = {
  luhn: ["79927398713", "4242424242424242", "378282246310005", "6011000990139424"],
  iban: [
    "gb29nwbk60161331926819",
    "NO9386011117947",
    "MT84MALT011000012345MTLCAST001S",
    "LC55HEMM000100010012001200023015",
    "BR1800360305000010009795493C1",
    "RO49AAAA1B31007593840000",
  ],
  ssn: ["219099999", "001010001", "899990001"],
  aadhaar: ["521185133376", "999999990019"],
  bsn: ["111222333", "123456782", "999999990"],
  cpf: ["52998224725", "12345678909"],
  dni: ["12345678Z", "54362315K", "00000000t", "X1234567L"],
  nir: ["269054958815780"],
  "steuer-id": ["12345678995", "86095742719", "47036892816"],
};

const BAD: Readonly<Record<PiiValidator, readonly string[]>> = {
  luhn: ["79927398710", "424242424242424x"],
  iban: ["GB29NWBK6016133192681", "ZZ29NWBK60161331926819", "GB29NWBK60161331926810"],
  ssn: ["000121234", "666121234", "900121234", "123001234", "123450000", "12345678"],
  aadhaar: ["521185133377", "021185133376", "121185133376", "52118513337"],
  bsn: ["111222334", "000000000", "00111222", "1112223330"],
  cpf: ["52998224726", "11111111111", "5299822472"],
  dni: ["12345678A", "X1234567A", "W1234567L", "1234567Z"],
  nir: ["269054958815781", "569054958815780", "26905495881578"],
  "steuer-id": ["86095742710", "06095742719", "12345678903", "11112345670"],
};

function toCases(table: typeof GOOD): [PiiValidator, string][] {
  return (
    ["luhn", "iban", "ssn", "aadhaar", "bsn", "cpf", "dni", "nir", "steuer-id"] as const
  ).flatMap((name) => table[name].map((value): [PiiValidator, string] => [name, value]));
}

describe("a value that its standard allows", () => {
  test.each(toCases(GOOD))("%s takes %s", (name, value) => {
    expect(isValid(name, value)).toBe(true);
  });

  test.each(toCases(BAD))("%s refuses %s", (name, value) => {
    expect(isValid(name, value)).toBe(false);
  });
});

describe("check digits", () => {
  const withDigits = (["luhn", "iban", "aadhaar", "bsn", "nir", "steuer-id"] as const).flatMap(
    (name) => GOOD[name].map((value): [PiiValidator, string] => [name, value]),
  );

  test.each(withDigits)("%s refuses %s with any one digit changed", (name, value) => {
    fc.assert(
      fc.property(fc.nat(value.length - 1), fc.integer({ min: 1, max: 9 }), (at, more) => {
        const digit = value.charAt(at);
        fc.pre(/[0-9]/.test(digit));
        const changed = String((Number(digit) + more) % 10);
        expect(isValid(name, value.slice(0, at) + changed + value.slice(at + 1))).toBe(false);
      }),
    );
  });

  test("Aadhaar refuses any two neighbours that changed places", () => {
    const value = "521185133376";
    const swapped = [...Array(value.length - 1).keys()]
      .map(
        (at) => value.slice(0, at) + value.charAt(at + 1) + value.charAt(at) + value.slice(at + 2),
      )
      .filter((other) => other !== value);
    expect(swapped.filter((other) => isValid("aadhaar", other))).toEqual([]);
  });

  test("of any ten numbers that differ in the last digit, Luhn takes one", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 10n ** 12n, max: 10n ** 18n }), (body) => {
        const passing = [...Array(10).keys()].filter((last) => isValid("luhn", `${body}${last}`));
        expect(passing).toHaveLength(1);
      }),
    );
  });
});
