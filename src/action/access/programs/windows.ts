import type { ProgramTable } from "../programs.ts";

/** Cmdlets and commands of cmd.exe that the walk tells once more, as the programs of Unix that do the same. */
export const WINDOWS: ProgramTable = [
  ["remove-item|get-content|set-content|add-content|clear-content|out-file", { operands: "none" }],
  ["tee-object|export-csv|import-csv|copy-item|move-item|rename-item", { operands: "none" }],
  ["new-item|get-childitem|get-item|test-path|resolve-path|join-path", { operands: "none" }],
  ["split-path|get-filehash|get-acl|select-string|set-location", { operands: "none" }],
  ["push-location|compress-archive|expand-archive|write-output", { operands: "none" }],
  ["invoke-webrequest|invoke-restmethod|start-bitstransfer", { operands: "none" }],
  ["start-process|invoke-item|foreach-object|where-object", { operands: "none" }],
  ["select-object|sort-object|set-alias|set-variable|gettype", { operands: "none" }],
  ["del|erase|rd|copy|xcopy|move|ren|rename|md|mklink|chdir|dir", { operands: "none" }],
];
