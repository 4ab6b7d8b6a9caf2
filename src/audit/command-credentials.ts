import { isSecretName } from "../mask/secret-name.ts";
import { type Invocation, type ShellWord, UNKNOWN } from "../model/invocation.ts";

/** How a program takes a password under a name that does not say so. */
interface PasswordFlags {
  /** The value follows in the same word: `-pVALUE`. */
  readonly attached?: readonly string[];
  /** The value is the next word. */
  readonly separate?: readonly string[];
  /** Only where this word stands in the command: `docker login -p`, but not `docker run -p`. */
  readonly only?: string;
}

const MYSQL: PasswordFlags = { attached: ["-p"] };
const LOGIN: PasswordFlags = { separate: ["-p"], only: "login" };
const ZIP: PasswordFlags = { attached: ["-P"], separate: ["-P"] };

const PASSWORD_FLAGS: Readonly<Record<string, PasswordFlags>> = {
  mysql: MYSQL,
  mysqladmin: MYSQL,
  mysqldump: MYSQL,
  mariadb: MYSQL,
  "mariadb-dump": MYSQL,
  curl: { attached: ["-u", "-U"], separate: ["-u", "-U", "--user", "--proxy-user"] },
  sshpass: { attached: ["-p"], separate: ["-p"] },
  docker: LOGIN,
  podman: LOGIN,
  helm: LOGIN,
  "redis-cli": { attached: ["-a"], separate: ["-a"] },
  ldapsearch: { attached: ["-w"], separate: ["-w"] },
  ldapmodify: { attached: ["-w"], separate: ["-w"] },
  openssl: { separate: ["-pass", "-passin", "-passout"] },
  keytool: { separate: ["-storepass", "-keypass"] },
  smbclient: { attached: ["-U"], separate: ["-U"] },
  zip: ZIP,
  unzip: ZIP,
  "7z": { attached: ["-p"] },
};

/** Shorter values would be masked all over the record, and keep nothing secret. */
const MIN_LENGTH = 4;

/**
 * The credentials that a simple command is given where its program takes one, quotes removed and as
 * written: values of secret-looking variables and flags, and of the known programs' short flags.
 */
export function findCommandCredentials(invocation: Invocation): readonly string[] {
  const { assignments, words, program } = invocation;
  const named = assignments.filter(({ name }) => isSecretName(name)).map(({ value }) => value);
  const flags = flagsOf(program, words);
  const passed = words.flatMap((word, index) => ofFlag(word.value, words[index + 1], flags));
  const found = [...named.flatMap(spellings), ...passed];
  return found.filter((value) => value.length >= MIN_LENGTH);
}

function flagsOf(program: string, words: readonly ShellWord[]): PasswordFlags {
  const flags = Object.hasOwn(PASSWORD_FLAGS, program) ? PASSWORD_FLAGS[program] : undefined;
  const { only } = flags ?? {};
  const applies = only === undefined || words.some(({ value }) => value === only);
  return applies ? (flags ?? {}) : {};
}

function ofFlag(
  word: string,
  next: ShellWord | undefined,
  { attached = [], separate = [] }: PasswordFlags,
): readonly string[] {
  if (!word.startsWith("-")) return [];
  if (separate.includes(word)) return spellings(next);
  // Before the name: a password that reads like one (`-pMyPassword`) announces nothing.
  const prefix = attached.find((start) => word.startsWith(start) && word !== start);
  if (prefix !== undefined && !word.startsWith("--")) return known(word.slice(prefix.length));
  const equals = word.indexOf("=");
  if (!isSecretName(equals === -1 ? word : word.slice(0, equals))) return [];
  return equals === -1 ? spellings(next) : known(word.slice(equals + 1));
}

function spellings(word: ShellWord | undefined): readonly string[] {
  return word === undefined ? [] : [...known(word.value), ...known(word.text)];
}

/** A value that holds something unknown does not stand in the command line as it is. */
function known(value: string): readonly string[] {
  return value.includes(UNKNOWN) ? [] : [value];
}
