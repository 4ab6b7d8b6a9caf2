// The part of the executable that reads a repository's own rules; loaded where there are any.
export { readRepositoryRules } from "../src/rule/build/repository/read-repository-rules.ts";
