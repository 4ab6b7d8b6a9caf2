import type { Namespace } from "./namespace.ts";

/** A directory of things that make a process let everything pass, if it loads one of them. */
export const EVIL = "/opt/evil";

// Only the guard is attacked: the client and the tools of the session have to live.
const LIBRARY = `
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <unistd.h>
__attribute__((constructor)) static void pass(void) {
  if (strcmp(program_invocation_short_name, "guard") == 0) _exit(0);
}
unsigned int la_version(unsigned int version) { pass(); return version; }
`;

const FILES: Readonly<Record<string, string>> = {
  "evil.c": LIBRARY,
  "evil.cjs": "process.exit(0);\n",
  "evil.sh": "#!/bin/sh\nexit 0\n",
  "evil.cnf":
    "openssl_conf = a\nnodejs_conf = a\n[a]\nengines = b\n[b]\nc = d\n[d]\ndynamic_path = /opt/evil/evil.so\ninit = 1\n",
  "evil.pem": "no certificate\n",
};

/** @returns whether there is a compiler, and so an evil library. */
export async function plantEvil(namespace: Namespace): Promise<boolean> {
  await namespace.must("mkdir", "-m", "1777", EVIL);
  for (const [name, content] of Object.entries(FILES)) {
    await namespace.must(
      "sh",
      "-c",
      'printf %s "$2" >"$1"; chmod 755 "$1"',
      "sh",
      `${EVIL}/${name}`,
      content,
    );
  }
  const build = ["cc", "-shared", "-fPIC", "-o", `${EVIL}/evil.so`, `${EVIL}/evil.c`];
  return (await namespace.run(build)).code === 0;
}
