/** How a program takes a password under a name that does not say so. */
export interface PasswordFlags {
  /** The value follows in the same word: `-pVALUE`. */
  readonly attached?: readonly string[];
  /** The value is the next word. */
  readonly separate?: readonly string[];
  /** Only where this word stands in the command: `docker login -p`, but not `docker run -p`. */
  readonly only?: string;
  /** A word that names a credential is followed by it: `aws configure set aws_secret_access_key VALUE`. */
  readonly named?: true;
  /** Behind a word, so many words on: `rabbitmqctl add_user NAME VALUE`. */
  readonly behind?: Readonly<Record<string, number>>;
  /** With this flag the last word: `htpasswd -b FILE NAME VALUE`. */
  readonly lastWith?: string;
}

const MYSQL: PasswordFlags = { attached: ["-p"] };
const MONGO: PasswordFlags = { attached: ["-p"], separate: ["-p"] };
const SQL_SERVER: PasswordFlags = { attached: ["-P"], separate: ["-P"] };
const HTTPIE: PasswordFlags = { attached: ["-a"], separate: ["-a", "--auth"] };
const NAMED: PasswordFlags = { named: true };
const LOGIN: PasswordFlags = { separate: ["-p"], only: "login" };
const ZIP: PasswordFlags = { attached: ["-P"], separate: ["-P"] };

/** By program. */
export const PASSWORD_FLAGS: Readonly<Record<string, PasswordFlags>> = {
  mysql: MYSQL,
  mysqladmin: { ...MYSQL, named: true },
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
  openssl: { separate: ["-pass", "-passin", "-passout", "-k", "-K"] },
  keytool: { separate: ["-storepass", "-keypass"] },
  smbclient: { attached: ["-U"], separate: ["-U"] },
  zip: ZIP,
  unzip: ZIP,
  "7z": { attached: ["-p"] },
  mongo: MONGO,
  mongosh: MONGO,
  mongodump: MONGO,
  mongorestore: MONGO,
  sqlcmd: SQL_SERVER,
  bcp: SQL_SERVER,
  http: HTTPIE,
  https: HTTPIE,
  gh: { separate: ["--body", "-b"], only: "secret" },
  htpasswd: { lastWith: "b" },
  rabbitmqctl: { behind: { add_user: 2, change_password: 2 } },
  vault: { behind: { login: 1 } },
  aws: NAMED,
  npm: NAMED,
  pnpm: NAMED,
  yarn: NAMED,
  pip: NAMED,
  poetry: NAMED,
  nmcli: NAMED,
  rclone: NAMED,
};
