import type { SecretFile } from "../schema/secret.ts";
import type { SourceNote } from "./gitleaks-form.ts";
import type { PlacedSource } from "./placed-source.ts";

/** A validated file of secret rules, with what is worth a warning in it. */
export interface SecretSource {
  readonly source: PlacedSource;
  readonly document: SecretFile;
  readonly notes: readonly SourceNote[];
}
