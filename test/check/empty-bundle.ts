import type { RuleBundle } from "../../src/model/bundle.ts";

/** Rules of no kind, for a test that gives its own. */
export const EMPTY_BUNDLE: RuleBundle = {
  format: 2,
  sources: {},
  version: "0",
  digest: "",
  policy: {
    profile: "standard",
    mode: "enforce",
    ruleModes: {},
    ruleEnforceFrom: {},
    deadlineMs: 1000,
    onFailure: "deny",
    onPartial: "allow",
    onUnprotected: "allow",
    unlisted: "none",
    spoolQuotaBytes: 1,
  },
  tools: [],
  commands: [],
  paths: [],
  egress: [],
  index: { programs: {}, programGlobs: {}, dynamic: "", segments: {}, floating: "" },
  secrets: { rules: [], allowlists: [] },
  secretKeywords: [],
  injection: [],
  pii: [],
  programs: {},
  hijackingVariables: [],
  conditional: false,
};
