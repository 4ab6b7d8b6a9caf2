import { isSecretName } from "../mask/secret-name.ts";
import type { JsonObject } from "../model/json.ts";
import type { Account, Claim } from "../model/record.ts";
import type { Cleaner } from "./cleaner.ts";

/** Where the call is made, and who its user says that he is: no more than claims, both. */
export function describeWhere({ checkout, identity }: Account, cleaner: Cleaner): JsonObject {
  const claims = identity.map((claim) => [claim.name, toValue(claim, cleaner)] as const);
  return {
    repository: checkout && {
      name: checkout.remote && cleaner.name(checkout.remote.path),
      host: checkout.remote && cleaner.name(checkout.remote.host),
      branch: cleaner.path(checkout.branch),
      commit: checkout.commit,
    },
    identity: claims.length === 0 ? undefined : Object.fromEntries(claims),
  };
}

/** The policy names the variable, not what is in it: a credential is told by its keyed hash. */
function toValue({ name, value }: Claim, cleaner: Cleaner): string {
  return isSecretName(name) ? cleaner.hashed(value) : cleaner.name(value);
}
