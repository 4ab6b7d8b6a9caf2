export { forward } from "../src/cli/forward/forward.ts";
