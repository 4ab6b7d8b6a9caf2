/** A value to be made small, and its gradient, written into `gradient`. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

/** Steps that are kept in mind. */
const KEPT = 10;
/** The share of the promised descent that a step must bring (Armijo). */
const SUFFICIENT = 1e-4;
const MAX_HALVINGS = 30;

interface Step {
  readonly point: Float64Array;
  readonly gradient: Float64Array;
  readonly curvature: number;
}

/**
 * Moves a point downhill until a step brings less than `tolerance` of the value, or so many steps were made: limited-memory BFGS
 * (Nocedal and Wright, Numerical Optimization, 2nd edition, algorithm 7.5). The same input gives the same point.
 */
export function minimise(
  objective: Objective,
  start: Float64Array,
  { steps, tolerance }: { readonly steps: number; readonly tolerance: number },
): Float64Array {
  let point = start;
  let gradient = new Float64Array(start.length);
  let value = objective(point, gradient);
  const kept: Step[] = [];
  for (let nth = 0; nth < steps; nth += 1) {
    const direction = descend(gradient, kept);
    const found = search(objective, { point, value, gradient, direction });
    if (!found) break;
    const moved = minus(found.point, point);
    const bent = minus(found.gradient, gradient);
    const curvature = dot(moved, bent);
    if (curvature > 1e-12) kept.push({ point: moved, gradient: bent, curvature });
    if (kept.length > KEPT) kept.shift();
    const gain = value - found.value;
    ({ point, gradient, value } = found);
    if (gain < tolerance * Math.abs(value)) break;
  }
  return point;
}

/** The way down, by the two-loop recursion. */
function descend(gradient: Float64Array, kept: readonly Step[]): Float64Array {
  const direction = gradient.map((each) => -each);
  const shares = kept.toReversed().map((step) => {
    const share = dot(step.point, direction) / step.curvature;
    addTo(direction, step.gradient, -share);
    return share;
  });
  const last = kept.at(-1);
  if (last) {
    const size = last.curvature / dot(last.gradient, last.gradient);
    for (let at = 0; at < direction.length; at += 1) direction[at] = (direction[at] ?? 0) * size;
  }
  for (const [at, step] of kept.entries()) {
    const share = shares[kept.length - 1 - at] ?? 0;
    addTo(direction, step.point, share - dot(step.gradient, direction) / step.curvature);
  }
  return direction;
}

interface Place {
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array<ArrayBuffer>;
}

/** A point on the way that lies low enough; none when there is no descent left. */
function search(
  objective: Objective,
  from: Place & { readonly direction: Float64Array },
): Place | undefined {
  const slope = dot(from.gradient, from.direction);
  const gradient = new Float64Array(from.point.length);
  let size = 1;
  for (let nth = 0; nth < MAX_HALVINGS; nth += 1) {
    const point = from.point.slice();
    addTo(point, from.direction, size);
    const value = objective(point, gradient);
    if (value <= from.value + SUFFICIENT * size * slope) return { point, value, gradient };
    size /= 2;
  }
  return undefined;
}

function minus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((each, at) => each - (b[at] ?? 0));
}

function addTo(sum: Float64Array, other: Float64Array, share: number): void {
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + share * (other[at] ?? 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
