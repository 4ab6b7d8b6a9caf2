import type { CarriedVariable } from "../../model/action.ts";
import type { Invocation } from "../../model/invocation.ts";
import { printedSecrets } from "./contact/carried-by.ts";
import { type Contact, urlsOf } from "./urls.ts";

/**
 * What a command of a line talks to: as `urlsOf`, and what the line prints goes out as well where it is piped into a
 * command that sends its input.
 */
export function lineContacts(
  line: readonly Invocation[],
): (invocation: Invocation) => readonly Contact[] {
  const printed = line.flatMap(printedSecrets);
  const piped = printed.map((name): CarriedVariable => ({ name, at: "body" }));
  return (invocation) => {
    const contacts = urlsOf(invocation);
    if (piped.length === 0 || invocation.feed.kind !== "pipe") return contacts;
    return contacts.map((contact) => withPiped(contact, piped));
  };
}

function withPiped(contact: Contact, piped: readonly CarriedVariable[]): Contact {
  if (contact.direction !== "upload") return contact;
  return { ...contact, carries: [...(contact.carries ?? []), ...piped] };
}
