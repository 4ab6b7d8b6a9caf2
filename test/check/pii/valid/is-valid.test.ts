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
  phone: ["+4930901820", "+12025550123", "004930901820", "03012345", "+38640918273"],
  "birth-date": ["19840312", "12031984", "03121984", "3121984", "12march1984", "31.12.1999"].map(
    (date) => date.replaceAll(".", ""),
  ),
  ssn: ["219099999", "001010001", "899990001"],
  itin: ["900700000", "912651234", "999999999", "900880000", "900900000"],
  aadhaar: ["521185133376", "999999990019"],
  ahv: ["7569217076985", "7561234567897"],
  bsn: ["111222333", "123456782", "999999990"],
  "cn-id": ["11010519491231002x"],
  "codice-fiscale": ["rssmra85t10a562s", "mrtmtt25d09f205z"],
  cpf: ["52998224725", "12345678909"],
  cpr: ["2110625629", "0101010101"],
  curp: ["hegg560427mvzrrl04", "boxw310820hnerxn09"],
  dni: ["12345678Z", "54362315K", "00000000t", "X1234567L"],
  fodselsnummer: ["15108695088"],
  hetu: ["131052308t"],
  nhs: ["9434765919", "4505577104"],
  nif: ["123456789", "287024008"],
  nir: ["269054958815780"],
  nric: ["s1234567d", "t1234567j"],
  pesel: ["44051401359", "02070803628"],
  personnummer: ["8112189876", "198112189876", "811218+9876", "6408233234"],
  ppsn: ["1234567t", "1234567fa", "6433435f"],
  rijksregister: ["85073003328", "17073003384"],
  "steuer-id": ["12345678995", "86095742719", "47036892816"],
  svnr: ["1237010180"],
  tckn: ["10000000146", "17291716060"],
  tfn: ["123456782", "876543210"],
  "za-id": ["8001015009087", "7503305044089"],
};

const BAD: typeof GOOD = {
  luhn: ["79927398710", "424242424242424x"],
  iban: ["GB29NWBK6016133192681", "ZZ29NWBK60161331926819", "GB29NWBK60161331926810"],
  phone: ["+0301234567", "+11234567890", "+12021234567", "1234567", "5555555", "+3812345678901234"],
  "birth-date": ["19840231x", "19841312", "32011984", "19700101", "18840312", "2000", "12march"],
  ssn: ["000121234", "666121234", "900121234", "123001234", "123450000", "12345678"],
  itin: ["812701234", "912491234", "912661234", "912931234", "91270123"],
  aadhaar: ["521185133377", "021185133376", "121185133376", "52118513337"],
  ahv: ["7569217076984", "7469217076985", "756921707698"],
  bsn: ["111222334", "000000000", "00111222", "1112223330"],
  "cn-id": ["110105194912310021", "11010519491331002x", "1101051949123100"],
  "codice-fiscale": ["rssmra85t10a562t", "rssmra85z10a562s", "rssmra85t10a562"],
  cpf: ["52998224726", "11111111111", "5299822472"],
  cpr: ["3210625629", "2113625629", "211062562"],
  curp: ["hegg560427mvzrrl05", "hegg561327mvzrrl04", "hegg560427zvzrrl04"],
  dni: ["12345678A", "X1234567A", "W1234567L", "1234567Z"],
  fodselsnummer: ["15108695089", "15908695088", "1510869508"],
  hetu: ["131052308u", "131352308t", "131052908t"],
  nhs: ["9434765918", "0000000000", "943476591"],
  nif: ["123456788", "523456789", "12345678"],
  nir: ["269054958815781", "569054958815780", "26905495881578"],
  nric: ["s1234567e", "a1234567d", "s123456d"],
  pesel: ["44051401358", "44131401359", "4405140135"],
  personnummer: ["8112189877", "8113189876", "811218987"],
  ppsn: ["1234567w", "1234567fb", "123456t"],
  rijksregister: ["85073003329", "85133003328", "8507300332"],
  "steuer-id": ["86095742710", "06095742719", "12345678903", "11112345670"],
  svnr: ["1238010180", "1237320180", "123701018"],
  tckn: ["10000000147", "00000000146", "1000000014"],
  tfn: ["123456783", "000000000", "12345678"],
  "za-id": ["8001015009088", "8013015009087", "800101500908"],
};

const NAMES = Object.keys(GOOD).filter((name): name is PiiValidator => Object.hasOwn(BAD, name));

function toCases(table: typeof GOOD): [PiiValidator, string][] {
  return NAMES.flatMap((name) => table[name].map((value): [PiiValidator, string] => [name, value]));
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
  // Modulo 11 where 10 and 0 are told alike, and sums of products, miss some.
  const EXCUSED: ReadonlySet<string> = new Set(
    "phone birth-date ssn itin cpr cpf dni nif curp codice-fiscale svnr ahv".split(" "),
  );
  const withDigits = toCases(GOOD).filter(
    ([name, { length }]) =>
      !EXCUSED.has(name) &&
      // The digits of the century are not checked.
      (name !== "personnummer" || length === 10),
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
