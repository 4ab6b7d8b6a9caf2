import type { CompiledRegex } from "../../model/rule.ts";

const scanners = new WeakMap<CompiledRegex, RegExp>();
const testers = new WeakMap<CompiledRegex, RegExp>();

/** The pattern as a global expression that tells the offsets of its groups; made on first use. */
export function toScanner(regex: CompiledRegex): RegExp {
  let scanner = scanners.get(regex);
  if (!scanner) {
    scanner = new RegExp(regex.source, `${regex.flags}dg`);
    scanners.set(regex, scanner);
  }
  scanner.lastIndex = 0;
  return scanner;
}

/** The pattern as an expression without state, for yes-or-no questions; made on first use. */
export function toTester(regex: CompiledRegex): RegExp {
  let tester = testers.get(regex);
  if (!tester) {
    tester = new RegExp(regex.source, regex.flags);
    testers.set(regex, tester);
  }
  return tester;
}
