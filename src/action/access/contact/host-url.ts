import { UNKNOWN } from "../../../model/invocation.ts";
import type { ReadCommand } from "../read-command.ts";

/** A host as a URL; nothing for one that nothing is known of. */
export function hostUrl(scheme: string, host: string | undefined): string[] {
  if (host === undefined || host === "" || host === UNKNOWN) return [];
  // An IPv6 address is told from `host:port` by its brackets.
  const isBare = !host.startsWith("[") && host.indexOf(":") !== host.lastIndexOf(":");
  return [`${scheme}://${isBare ? `[${host}]` : host}`];
}

/** What stands between the colons, those inside `[…]` aside. */
export function splitColons(text: string): string[] {
  if (!text.includes("[")) return text.split(":");
  return [...text.matchAll(/(?:^|:)(\[[^\]]*\]|[^:]*)/g)].map(([, part = ""]) => part);
}

/** The words that are no option's, as far as they are known. */
export function operandsOf({ args }: ReadCommand): string[] {
  return args.flatMap(({ option, value }) =>
    option === undefined && value !== undefined && value !== UNKNOWN ? [value] : [],
  );
}
