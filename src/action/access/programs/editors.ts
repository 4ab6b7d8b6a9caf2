import type { ProgramTable } from "../programs.ts";

/** Programs that open their operands to be changed. */
export const EDITORS: ProgramTable = [
  ["vim|vi|nvim|vimdiff", { operands: "edit", values: { none: "-c --cmd", read: "-S -u" } }],
  ["ex", { operands: "edit", values: { none: "-c --cmd" } }],
  // What formats and repairs text changes it where it is told to.
  [
    "prettier|eslint|biome|stylelint|gofmt|goimports|shfmt|clang-format|autopep8|yapf|oxfmt|dprint",
    { operands: "read", variant: "in-place" },
  ],
  [
    "prettier -i|eslint -i|biome -i|stylelint -i|gofmt -i|goimports -i|shfmt -i|clang-format -i|" +
      "autopep8 -i|yapf -i|oxfmt -i|dprint -i",
    { operands: "edit" },
  ],
  ["black|isort|rustfmt|dos2unix|unix2dos", { operands: "edit" }],
  ["ed|red|nano|pico|micro|emacs|joe|mcedit|hx|kak", { operands: "edit" }],
];
