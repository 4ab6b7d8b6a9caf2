import type { Inner, Wrapper } from "../call.ts";
import { readCalls } from "./language/calls.ts";
import { optionValues } from "./table/option-values.ts";

/** rpm and its like: macros that run a command, `%(cmd)` and `%{lua:…}`, and the pipe that output goes through. */
export const packageQuery: Wrapper = {
  names: ["rpm", "rpmbuild", "rpmquery", "rpmverify", "rpmspec", "rpmdb", "rpmkeys", "rpmsign"],
  unwrap: ({ words }) => {
    const rest = words.slice(1);
    const texts = optionValues(rest, "--eval -E -D --define --qf --queryformat");
    return [...optionValues(rest, "--pipe").map(toSource), ...texts.flatMap(readMacros)];
  },
};

function readMacros(text: string): readonly Inner[] {
  const shell = between(text, "%(", ")");
  const lua = between(text, "%{lua:", "}");
  return [
    ...(shell === undefined ? [] : [toSource(shell)]),
    ...(lua === undefined ? [] : readCalls(lua, "rpm --eval")),
  ];
}

function between(text: string, open: string, close: string): string | undefined {
  const start = text.indexOf(open);
  const end = text.lastIndexOf(close);
  return start < 0 || end < start ? undefined : text.slice(start + open.length, end);
}

function toSource(text: string): Inner {
  return { kind: "source", text, label: "rpm" };
}
