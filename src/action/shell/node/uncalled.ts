import type { Engine } from "../frame.ts";
import { POSITIONAL } from "../scope.ts";

/** A function that is defined here and that nothing has called may be called by what comes next. */
export function walkUncalled(engine: Engine): void {
  for (;;) {
    const definition = engine.functions.takeUncalled();
    if (definition === undefined) return;
    const { node, frame } = definition;
    const scope = frame.scope.fork();
    scope.forget(POSITIONAL);
    const via = [...frame.via, `${node.name.value}()`];
    engine.visitNode(node.body, { ...frame, scope, via, feed: { kind: "inherited" } });
  }
}
