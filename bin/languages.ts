// The part of the executable that reads what is not bash: code of other languages, PowerShell, cmd.exe, SQL; and what
// permissions call a command. Loaded by the first event that has any (scripts/parts.mjs).
export { toUnix } from "../src/action/cmd/effects.ts";
export { walkCmd } from "../src/action/cmd/walk.ts";
export { examinerOf } from "../src/action/code/registry.ts";
export { operationsOf } from "../src/action/operation/operations-of.ts";
export { walkPowerShell } from "../src/action/powershell/walk.ts";
export { readSql } from "../src/action/sql/read-sql.ts";
