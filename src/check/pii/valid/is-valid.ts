import type { PiiValidator } from "../../../model/pii-rule.ts";
import { isAadhaar } from "./aadhaar.ts";
import { isAhv } from "./ahv.ts";
import { isBirthDate } from "./birth-date.ts";
import { isBsn } from "./bsn.ts";
import { isCnId } from "./cn-id.ts";
import { isCodiceFiscale } from "./codice-fiscale.ts";
import { isCpf } from "./cpf.ts";
import { isCpr } from "./cpr.ts";
import { isCurp } from "./curp.ts";
import { isDni } from "./dni.ts";
import { isFodselsnummer } from "./fodselsnummer.ts";
import { isHetu } from "./hetu.ts";
import { isIban } from "./iban.ts";
import { isItin } from "./itin.ts";
import { hasLuhnDigit } from "./luhn.ts";
import { isNhsNumber } from "./nhs.ts";
import { isNif } from "./nif.ts";
import { isNir } from "./nir.ts";
import { isNric } from "./nric.ts";
import { isPersonnummer } from "./personnummer.ts";
import { isPesel } from "./pesel.ts";
import { isPhone } from "./phone.ts";
import { isPpsn } from "./ppsn.ts";
import { isRijksregister } from "./rijksregister.ts";
import { isIssuableSsn } from "./ssn.ts";
import { isSteuerId } from "./steuer-id.ts";
import { isSvnr } from "./svnr.ts";
import { isTckn } from "./tckn.ts";
import { isTfn } from "./tfn.ts";
import { isZaId } from "./za-id.ts";

const VALIDATORS: Readonly<Record<PiiValidator, (plain: string) => boolean>> = {
  aadhaar: isAadhaar,
  ahv: isAhv,
  "birth-date": isBirthDate,
  bsn: isBsn,
  "cn-id": isCnId,
  "codice-fiscale": isCodiceFiscale,
  cpf: isCpf,
  cpr: isCpr,
  curp: isCurp,
  dni: isDni,
  fodselsnummer: isFodselsnummer,
  hetu: isHetu,
  iban: isIban,
  itin: isItin,
  luhn: hasLuhnDigit,
  nhs: isNhsNumber,
  nif: isNif,
  nir: isNir,
  nric: isNric,
  personnummer: isPersonnummer,
  pesel: isPesel,
  phone: isPhone,
  ppsn: isPpsn,
  rijksregister: isRijksregister,
  ssn: isIssuableSsn,
  "steuer-id": isSteuerId,
  svnr: isSvnr,
  tckn: isTckn,
  tfn: isTfn,
  "za-id": isZaId,
};

/** @param plain The value as `plainValue` makes it. */
export function isValid(validator: PiiValidator, plain: string): boolean {
  return VALIDATORS[validator](plain);
}
