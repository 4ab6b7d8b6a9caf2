/** What `safeParse` of zod/mini reports of one field. */
interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly expected?: unknown;
}

/** Every bad field by name and what it must be, never its value. At most 400 characters. */
export function describeIssues(issues: readonly Issue[], prefix: string): string {
  const fields = issues.map((issue) => `${prefix}${issue.path.join(".")} ${describe(issue)}`);
  return fields.join("; ").slice(0, 400);
}

function describe(issue: Issue): string {
  if (issue.code === "invalid_type") return `must be ${article(String(issue.expected))}`;
  if (issue.code === "too_small") return "must not be empty";
  return `is not valid (${issue.message})`;
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}
