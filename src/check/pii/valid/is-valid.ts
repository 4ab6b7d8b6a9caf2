import type { PiiValidator } from "../../../model/pii-rule.ts";
import { isAadhaar } from "./aadhaar.ts";
import { isBsn } from "./bsn.ts";
import { isCpf } from "./cpf.ts";
import { isDni } from "./dni.ts";
import { isIban } from "./iban.ts";
import { hasLuhnDigit } from "./luhn.ts";
import { isNir } from "./nir.ts";
import { isIssuableSsn } from "./ssn.ts";
import { isSteuerId } from "./steuer-id.ts";

const VALIDATORS: Readonly<Record<PiiValidator, (plain: string) => boolean>> = {
  luhn: hasLuhnDigit,
  iban: isIban,
  ssn: isIssuableSsn,
  aadhaar: isAadhaar,
  bsn: isBsn,
  cpf: isCpf,
  dni: isDni,
  nir: isNir,
  "steuer-id": isSteuerId,
};

/** @param plain The value as `plainValue` makes it. */
export function isValid(validator: PiiValidator, plain: string): boolean {
  return VALIDATORS[validator](plain);
}
