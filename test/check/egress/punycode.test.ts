import { domainToASCII } from "node:url";
import { assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { toUnicode } from "../../../src/check/egress/disguise/punycode.ts";

describe("toUnicode", () => {
  it.each([
    ["xn--mnchen-3ya.de", "m\u00FCnchen.de"],
    ["xn--r8jz45g.jp", "\u4F8B\u3048.jp"],
    ["a.xn--e1afmkfd.xn--p1ai", "a.\u043F\u0440\u0438\u043C\u0435\u0440.\u0440\u0444"],
    ["example.com", "example.com"],
    ["xn--\u00FC.de", "xn--\u00FC.de"],
  ])("reads %s as %s", (host, expected) => expect(toUnicode(host)).toBe(expected));

  it("undoes what makes a host ASCII", () => {
    for (const host of ["b\u00FCcher.example", "\u0440\u0443\u0440\u0456.org", "\u6771\u4EAC.jp"]) {
      expect(toUnicode(domainToASCII(host))).toBe(host);
    }
  });

  it("never throws", () => {
    assert(
      property(string({ maxLength: 80 }), (text) => typeof toUnicode(`xn--${text}`) === "string"),
    );
  });
});
