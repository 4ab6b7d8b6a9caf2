import { withoutVersion } from "../../model/program-name.ts";
import { examine } from "./examine.ts";
import type { Examiner, Language } from "./language.ts";
import { applescript } from "./language/applescript.ts";
import { awk } from "./language/awk.ts";
import { elixir } from "./language/elixir.ts";
import { groovy } from "./language/groovy.ts";
import { javascript } from "./language/javascript.ts";
import { julia } from "./language/julia.ts";
import { lua } from "./language/lua.ts";
import { perl } from "./language/perl.ts";
import { php } from "./language/php.ts";
import { python } from "./language/python.ts";
import { r } from "./language/r.ts";
import { ruby } from "./language/ruby.ts";
import { examineTcl } from "./language/tcl.ts";

/** Programs by the language of the code that they run. */
const PROGRAMS: Readonly<Record<string, string>> = {
  python: "python pypy ipython pythonw",
  javascript: "node nodejs deno bun tsx ts-node javascript",
  perl: "perl",
  ruby: "ruby irb jruby",
  php: "php",
  lua: "lua luajit texlua",
  awk: "awk gawk mawk nawk original-awk",
  r: "rscript r",
  groovy: "groovy",
  tcl: "tclsh wish expect",
  applescript: "osascript",
  julia: "julia",
  elixir: "elixir iex",
};

/** How the code that a program runs is read; undefined for a program that is not known to run any. */
export function examinerOf(program: string): Examiner | undefined {
  const name = withoutVersion(program.toLowerCase());
  const [language] =
    Object.entries(PROGRAMS).find(([, names]) => names.split(" ").includes(name)) ?? [];
  if (language === undefined) return undefined;
  if (language === "tcl") return examineTcl;
  const found = languageOf(language);
  return found && ((code, args) => examine(code, found, args));
}

function languageOf(name: string): Language | undefined {
  switch (name) {
    case "python":
      return python;
    case "javascript":
      return javascript;
    case "perl":
      return perl;
    case "ruby":
      return ruby;
    case "php":
      return php;
    case "lua":
      return lua;
    case "awk":
      return awk;
    case "r":
      return r;
    case "groovy":
      return groovy;
    case "applescript":
      return applescript;
    case "julia":
      return julia;
    case "elixir":
      return elixir;
    default:
      return undefined;
  }
}
