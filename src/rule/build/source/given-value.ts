/**
 * The part of a path that leads to what the author wrote: a schema fills in the rest of what stands for more, as one
 * outcome does for that of every profile. The last key of the result may be missing.
 */
export function findGiven(root: unknown, path: readonly PropertyKey[]): readonly PropertyKey[] {
  let value = root;
  for (const [depth, key] of path.entries()) {
    if (!isContainer(value)) return path.slice(0, depth);
    value = memberOf(value, key);
    if (value === undefined) return path.slice(0, depth + 1);
  }
  return path;
}

/** The value at a path, `undefined` where there is none. */
export function givenAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce(
    (value: unknown, key) => (isContainer(value) ? memberOf(value, key) : undefined),
    root,
  );
}

/** A path as a person reads it: a rule by its id, where it has one: `command/x: examples.deny`. */
export function describePath(root: unknown, path: readonly PropertyKey[]): string {
  const id = givenAt(root, [...path.slice(0, 2), "id"]);
  const isListed = typeof path[1] === "number" && path.length > 2 && path[2] !== "id";
  const isName = typeof id === "string" && /^[\w./-]{1,80}$/.test(id);
  return isListed && isName ? `${id}: ${path.slice(2).join(".")}` : path.join(".");
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function memberOf(value: object, key: PropertyKey): unknown {
  return Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}
