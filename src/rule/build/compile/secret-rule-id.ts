/** The id of a secret rule in messages, records and a policy: gitleaks takes any text for one, these do not. */
export function secretRuleId(id: string): string {
  return `secret/${id.trim().replace(/[^A-Za-z0-9_.-]+/g, "-")}`;
}
