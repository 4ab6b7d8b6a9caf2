import type { ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Call, Language } from "../call.ts";
import type { Frame, Output } from "../frame.ts";
import { reenterFrame } from "../frame.ts";
import { POSITIONAL } from "../scope.ts";

/** A call, and where the walk met it. */
export interface Site {
  readonly frame: Frame;
  readonly call: Call;
}

/** How a text that a shell parses is run. */
export interface SourceSite extends Site {
  readonly label: string;
  readonly args?: readonly ShellWord[] | undefined;
  /** The same shell parses it: assignments stay. */
  readonly here?: boolean | undefined;
  readonly language?: Language | undefined;
}

/** Walks a text as a shell would parse it. @returns what it writes. */
export function runSource(text: string, site: SourceSite): Output {
  const { frame, call, args, here } = site;
  const scope = here === true ? frame.scope : frame.scope.fork();
  if (args !== undefined && (here !== true || args.length > 0)) {
    scope.assign(
      POSITIONAL,
      args.map((word) => word.value),
    );
  }
  const origin = frame.origin ?? call.offset;
  const environment = [...call.assignments, ...frame.environment];
  const next = reenterFrame(frame, site.label, { scope, feed: call.feed, origin, environment });
  return next === undefined ? UNKNOWN : frame.engine.walkSource(text, next, site.language);
}
