/** A glob with more alternatives is no one's everyday search. */
const MAX_ALTERNATIVES = 256;

/** Nor is one with more braces. */
const MAX_STEPS = 1024;

/**
 * The globs that one with braces stands for: `{.env,*.key}` is two. Undefined when there are more
 * than `MAX_ALTERNATIVES`. Cost: at most `MAX_STEPS` times the glob.
 */
export function expandGlob(glob: string): readonly string[] | undefined {
  const pending = [glob];
  const done: string[] = [];
  let steps = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    // The innermost pair first: what stands in it has no braces of its own.
    const pair = /\{([^{}]*)\}/.exec(next);
    if (pair === null) done.push(next);
    else {
      const [head, tail] = [next.slice(0, pair.index), next.slice(pair.index + pair[0].length)];
      const choices = (pair[1] ?? "").split(",", MAX_ALTERNATIVES + 1);
      if (choices.length > MAX_ALTERNATIVES) return undefined;
      for (const choice of choices) pending.push(head + choice + tail);
    }
    steps += 1;
    if (steps > MAX_STEPS || done.length + pending.length > MAX_ALTERNATIVES) return undefined;
  }
  return done;
}
