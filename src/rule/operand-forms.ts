/**
 * The forms in which an operand is compared: as written, and, when it is a path, normal (`//`, `/./`
 * and `..` resolved, no slash at the end), with the home directory as `~`.
 */
export function operandForms(value: string, home: string): readonly string[] {
  if (value[0] !== "/" && value[0] !== "~") return [value];
  const isHome = value === "~" || value.startsWith("~/");
  const normal = normalise(isHome ? home + value.slice(1) : value);
  const forms = new Set([value, normal]);
  if (normal === home) forms.add("~");
  else if (normal.startsWith(`${home}/`)) forms.add(`~${normal.slice(home.length)}`);
  return [...forms];
}

function normalise(path: string): string {
  if (path[0] !== "/") return path;
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(segment);
  }
  return `/${kept.join("/")}`;
}
