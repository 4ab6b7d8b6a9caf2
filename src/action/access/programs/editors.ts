import type { ProgramTable } from "../programs.ts";

/** Programs that open their operands to be changed. */
export const EDITORS: ProgramTable = [
  ["vim|vi|nvim|vimdiff", { operands: "edit", values: { none: "-c --cmd", read: "-S -u" } }],
  ["ex", { operands: "edit", values: { none: "-c --cmd" } }],
  ["ed|red|nano|pico|micro|emacs|joe|mcedit|hx|kak", { operands: "edit" }],
];
