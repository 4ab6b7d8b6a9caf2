import { describe, expect, test } from "vitest";
import { inspectText } from "./support.ts";

const slot = ["tool_response", "stdout"];

/** A number of sixteen digits with a Luhn check digit, of no issuer's customer. */
function cardNumber(first15: string): string {
  const sum = [...first15].reduce((total, digit, place) => {
    const weighed = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return `${first15}${(10 - (sum % 10)) % 10}`;
}

const CARD = cardNumber("453914880343646");
const GROUPS = CARD.match(/\d{4}/g) ?? [];
const NOT_A_CARD = `${CARD.slice(0, 15)}${(Number(CARD.at(-1)) + 1) % 10}`;
const ESC = "\u001b";

/** What a text is like once the values found in it are masked. */
function masked(text: string): string {
  let shown = "";
  let done = 0;
  const spans = inspectText(text, { role: "output", slot }).flatMap(({ span }) => span ?? []);
  // A group of an account number may be a card number too.
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start >= done) shown += `${text.slice(done, start)}#`;
    done = Math.max(done, end);
  }
  return shown + text.slice(done);
}

describe("colours of the terminal", () => {
  test.each([
    ["as grep prints them", `${ESC}[01;31m${ESC}[K`, `${ESC}[m${ESC}[K`],
    ["of 24 bits", `${ESC}[38;2;255;255;255;48;2;255;255;255m`, `${ESC}[0m`],
    ["as tput prints them", `${ESC}(B`, `${ESC}(B${ESC}[m`],
    ["in JSON", String.raw`\u001b[01;31m\u001b[K`, String.raw`\u001b[m`],
    ["in a shell's string", String.raw`\033[31m`, String.raw`\e[0m`],
  ])("%s hide nothing beside a value", (_, before, after) => {
    expect(masked(`card ${before}${CARD}${after} paid`)).toBe(`card ${before}#${after} paid`);
    expect(masked(`card ${before}${NOT_A_CARD}${after}`)).toContain(NOT_A_CARD);
  });

  test("what only looks like one is a part of the word", () => {
    for (const before of ["[K", "[01;31m", "ESC[K", "m", `${ESC}[31mx`]) {
      expect(masked(`${before}${CARD}`)).toBe(`${before}${CARD}`);
    }
  });
});

describe("scripts without blanks between words", () => {
  test.each([
    ["Japanese", `カード${CARD}です`, "カード#です"],
    ["a long vowel", `ー${CARD}ー`, "ー#ー"],
    ["Chinese", `卡号${CARD}已付`, "卡号#已付"],
    ["Korean", `카드${CARD}입니다`, "카드#입니다"],
    ["Thai", `บัตร${CARD}ครับ`, "บัตร#ครับ"],
    ["a word of the context", "ssn番号536-22-8471です", "ssn番号#です"],
  ])("do not join with digits: %s", (_, text, shown) => {
    expect(masked(text)).toBe(shown);
  });

  test.each([`carte${CARD}`, `карта${CARD}`, `κάρτα${CARD}`, `${CARD}é`])(
    "other letters do: %s",
    (text) => expect(masked(text)).toBe(text),
  );
});

describe("blanks and hyphens that do not break", () => {
  test.each(["\u00a0", "\u202f", "\u2007", "\u2009", "\u2010", "\u2011"])("%j groups", (joint) => {
    expect(masked(`card ${GROUPS.join(joint)}.`)).toBe("card #.");
    expect(masked(`ssn${"\u00a0"}536${joint}22${joint}8471`)).toBe("ssn\u00a0#");
    expect(masked(`order\u2011${CARD}`)).toContain(CARD);
  });
});

describe("expiry and security code joined on", () => {
  test.each(["-123", "-1234", "/123", "-12-27", "-12-2027", "/12/27", "-1227", "-12/27-123"])(
    "%s does not hide the number",
    (tail) => {
      expect(masked(`${CARD}${tail}`)).toBe(`#${tail}`);
      expect(masked(`${GROUPS.join("-")}${tail},`)).toBe(`#${tail},`);
      expect(masked(`${NOT_A_CARD}${tail}`)).toContain(NOT_A_CARD);
    },
  );

  test.each(["-12345", "-1", "-ab12", "-13-27x", "-1234-56789", ".123", "-123.json"])(
    "%s makes it a part of something longer",
    (tail) => expect(masked(`${CARD}${tail}`)).toBe(`${CARD}${tail}`),
  );
});

describe("account numbers however they are written", () => {
  test.each([
    "de75512108001245126199",
    "de75 5121 0800 1245 1261 99",
    "DE75-5121-0800-1245-1261-99",
    "De75 51210800 1245126199",
    "DE 75 5121 0800 1245 1261 99",
    "nl02-abna-0123456789",
    "ro66bacx0000001234567890",
  ])("%s", (iban) => {
    expect(masked(`iban: ${iban} bic sogedeff`)).toBe("iban: # bic sogedeff");
    const other = iban.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10));
    const found = inspectText(`iban: ${other} bic`).map(({ rule }) => rule);
    expect(found).not.toContain("pii/iban");
  });

  test("a longer string of the same letters and digits is none", () => {
    for (const text of ["de75512108001245126199ab", "0xde75512108001245126199"])
      expect(masked(text)).toBe(text);
  });
});

test("a social security number with dots counts beside its word only", () => {
  expect(masked("ssn 536.22.1234")).toBe("ssn #");
  expect(masked("build 536.22.1234")).toBe("build 536.22.1234");
});
