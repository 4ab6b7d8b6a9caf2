import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tellEffects } from "./tell.ts";

const PROGRAMS = "python node perl ruby php lua awk Rscript groovy tclsh osascript".split(" ");

/** Pieces that code is made of, closed or not. */
const PIECES = [
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  '"',
  "'",
  "`",
  "'''",
  "$",
  "@",
  "%",
  "&",
  "#",
  "#{",
  "${",
  "/",
  "//",
  "/*",
  "*/",
  "--",
  "--[[",
  "[[",
  "<<EOF\n",
  "<<~X\n",
  "q(",
  "qw/",
  "s/",
  "=",
  "=>",
  "->",
  ".",
  "..",
  "::",
  ":",
  ",",
  ";",
  "\n",
  "\n  ",
  " ",
  "x",
  "f",
  "lambda",
  "def f(a):",
  "for x in ",
  "if ",
  "end",
  "do |x|",
  "sub {",
  "function f(a) {",
  "=> ",
  "import os",
  "os.system(",
  "eval(",
  "exec ",
  "system ",
  "print ",
  "f'{",
  "\\",
  "\uFFFC",
  "\uFDD0",
  "0x1f",
  "1e9",
  "* 99999",
  "x += x\n",
  "'a' * 9999",
  "return ",
  "|",
  "|&",
  "getline",
  "?",
  "!",
  "~",
  "\u{1F600}",
  "class ",
  "lambda: ",
];

const code = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 60 })
  .map((pieces) => pieces.join(""));

describe("the examination of code", () => {
  it.each(PROGRAMS)("never throws and is the same each time: %s", (program) => {
    fc.assert(
      fc.property(code, (text) => {
        expect(tellEffects(program, text)).toEqual(tellEffects(program, text));
      }),
      { numRuns: 150 },
    );
  });

  /** Each is repeated until it is long. */
  const HOSTILE = [
    "(",
    "[",
    "{",
    "f(",
    "a[",
    "x{",
    '"',
    "'",
    "`",
    "`${",
    "f'{",
    "'''",
    "/",
    "/[",
    "/*",
    "<<A\n",
    "q(",
    "s/a/",
    "#{",
    "a.b.",
    "x=",
    "x+=x\n",
    "lambda:",
    "lambda x: ",
    "def f():\n",
    "def f(): f();",
    "for x in [1,2]:\n ",
    "for x in y: ",
    "if ",
    "a?b:",
    "f(g(",
    "(a)=>",
    "a=>",
    "function(){",
    "sub {",
    "do |x|\n",
    "{|x|",
    "def x\n",
    "-> ",
    "eval('",
    "eval(x);",
    "[x for x in ",
    "x|",
    '"a" ',
    "print ",
    "$x",
    "@{[",
    "%w(",
    "1+",
    "- ",
    "not ",
    "exec('exec(\"",
    "\uFFFC",
    "import a,",
    "foreach ($a as $b) {",
    "{a:",
    "x=x*99;",
    "x=[x,x];",
    "f();",
    "[exec ",
    "{exec ",
    "set a $a$a;",
  ];

  it.each(PROGRAMS)(
    "takes time linear in hostile code: %s",
    (program) => {
      for (const piece of HOSTILE) {
        const start = performance.now();
        tellEffects(program, piece.repeat(Math.ceil(60_000 / piece.length)));
        const taken = performance.now() - start;
        expect(taken, `${program} ${piece}`).toBeLessThan(1500);
      }
    },
    60_000,
  );
});
