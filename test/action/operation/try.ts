import { operationsIn } from "/tmp/wt/actions/test/action/operation/support.ts";
for (const l of process.argv.slice(2)) console.log(l, "=>", operationsIn(l));
