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
  const shell = /%\(([\s\S]*)\)/.exec(text)?.[1];
  const lua = /%\{lua:([\s\S]*)\}/.exec(text)?.[1];
  return [
    ...(shell === undefined ? [] : [toSource(shell)]),
    ...(lua === undefined ? [] : readCalls(lua, "rpm --eval")),
  ];
}

function toSource(text: string): Inner {
  return { kind: "source", text, label: "rpm" };
}
