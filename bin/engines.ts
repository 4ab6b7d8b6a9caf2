// The part of the executable that runs engines beside the embedded checks; loaded when the policy wants one asked.
export { runEngines } from "../src/engine/run-engines.ts";
