// Writes hooks/hostile-env.json, and from it the `env` of hooks/managed-settings.json: every environment
// variable that the runtime inside the hook, its loader or a shell around it reads, and what is done
// about it. `--check` changes nothing and fails when either file is not what this script would write.
//
// The names come from the pinned runtime itself (its JavaScript and its --help), so a new runtime that
// reads a new variable fails here until somebody has judged the variable below.
//
// A variable that could change what the hook does is
//   blank    when "" means the same to everybody as its absence: the managed `env` sets it to "", which wins
//            over the user's settings and the launch environment, for the hook and for the whole session;
//   setgid   when "" would mean something to the session's programs, or take from them what they need: a
//            setgid executable ignores it, and nothing else protects from it.
// The rest is `none`: what the hook does cannot depend on it.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root, runtimePath } from "./runtime.mjs";

const table = path.join(root, "hooks", "hostile-env.json");
const settings = path.join(root, "hooks", "managed-settings.json");

// name → [what a test tries, why]. $EVIL is a directory with evil.cjs, evil.so, evil.cnf and so on.
const blank = {
  // The host and the shell
  CLAUDE_CODE_SHELL_PREFIX: ["$EVIL/evil.sh", "the host runs shell-form hooks through it"],
  BASH_ENV: ["$EVIL/evil.sh", "bash runs it before a script"],
  // The dynamic loader and the C library; ignored for a setgid executable, not under no_new_privs
  LD_PRELOAD: ["$EVIL/evil.so", "loads code into the hook"],
  LD_AUDIT: ["$EVIL/evil.so", "loads code into the hook"],
  LD_LIBRARY_PATH: ["$EVIL", "replaces the libraries of the hook"],
  LD_DEBUG: ["all", "writes to the hook's stderr, which is the reason the model sees"],
  GLIBC_TUNABLES: ["glibc.malloc.perturb=255", "changes the allocator"],
  GCONV_PATH: ["$EVIL", "loads code when a character set is converted"],
  LOCPATH: ["$EVIL", "replaces locale data"],
  MALLOC_TRACE: ["$EVIL/trace", "writes files as the hook"],
  // Node
  NODE_OPTIONS: ["--require=$EVIL/evil.cjs", "loads code into the hook"],
  NODE_V8_COVERAGE: ["$EVIL/coverage", "starts the profiler and writes files as the hook"],
  NODE_COMPILE_CACHE: ["$EVIL/cache", "loads compiled code from a directory of the user's"],
  NODE_COMPILE_CACHE_PORTABLE: ["1", "goes with NODE_COMPILE_CACHE"],
  NODE_COMPILE_CACHE_READONLY: ["1", "goes with NODE_COMPILE_CACHE"],
  NODE_CHANNEL_FD: ["0", "makes standard input an IPC channel: the event would be lost"],
  NODE_CHANNEL_SERIALIZATION_MODE: ["advanced", "goes with NODE_CHANNEL_FD"],
  NODE_DEBUG: ["*", "writes to the hook's stderr, which is the reason the model sees"],
  NODE_DEBUG_NATIVE: ["*", "writes to the hook's stderr, which is the reason the model sees"],
  NODE_PENDING_DEPRECATION: ["1", "writes to the hook's stderr"],
  NODE_REDIRECT_WARNINGS: ["$EVIL/warnings", "writes files as the hook"],
  NODE_PRESERVE_SYMLINKS: ["1", "changes how modules are found"],
  NODE_PRESERVE_SYMLINKS_MAIN: ["1", "changes how modules are found"],
  NODE_SKIP_PLATFORM_CHECK: ["1", "turns a start-up check off"],
  NODE_ICU_DATA: ["$EVIL", "replaces Unicode data, on which normalisation rests"],
  NODE_TEST_CONTEXT: ["child-v8", "makes the process a child of the test runner"],
  NODE_INSPECT_RESUME_ON_START: ["1", "belongs to the debugger"],
  WATCH_REPORT_DEPENDENCIES: ["1", "makes the process a child of the watch mode: reports modules"],
  ICU_TIMEZONE_FILES_DIR: ["$EVIL", "replaces time zone data"],
};

const setgid = {
  LD_TRACE_LOADED_OBJECTS: ["1", 'lists libraries and exits 0, even as ""'],
  LD_SHOW_AUXV: ["1", 'writes to the hook\'s stdout, even as ""'],
  LD_DYNAMIC_WEAK: ["1", 'changes which symbol wins, even as ""'],
  LD_VERBOSE: ["1", "goes with LD_TRACE_LOADED_OBJECTS"],
  LD_BIND_NOT: ["1", "slows the hook towards its deadline"],
  LD_DEBUG_OUTPUT: ["$EVIL/ld-debug", "goes with LD_DEBUG"],
  LD_PROFILE: ["libc.so.6", "writes files as the hook"],
  LD_PROFILE_OUTPUT: ["$EVIL", "goes with LD_PROFILE"],
  NODE_REPL_EXTERNAL_MODULE: [
    "$EVIL/evil.cjs",
    'stops an executable that takes no NODE_OPTIONS, even as ""; the guard is one',
  ],
  NODE_UNIQUE_ID: [
    "1",
    'makes a process a cluster worker; as "" every one that loads node:cluster',
  ],
  OPENSSL_CONF: [
    "$EVIL/evil.cnf",
    'loads code; as "" it takes the system\'s policy from all programs',
  ],
  OPENSSL_CONF_INCLUDE: ["$EVIL", "goes with OPENSSL_CONF"],
  OPENSSL_ENGINES: ["$EVIL", 'loads code when an engine is used; as "" no engine is found'],
  OPENSSL_MODULES: ["$EVIL", 'loads code when a provider is used; as "" no provider is found'],
};

const session = "the session's own programs need it; the hook";
const none = {
  ENV: ["$EVIL/evil.sh", `${session} starts no shell`],
  NODE_PATH: ["$EVIL", `${session} loads built-in modules only`],
  NODE_CLUSTER_SCHED_POLICY: ["none", `${session} is no cluster`],
  NODE_TEST_WORKER_ID: ["1", `${session} runs no tests`],
  NODE_DISABLE_COMPILE_CACHE: ["1", `${session} keeps no such cache`],
  UV_USE_IO_URING: ["1", `${session} reads and writes synchronously`],
  HOME: ["$EVIL", `${session} takes home directories from the user database`],
  USERPROFILE: ["$EVIL", `${session} reads it on Windows only`],
  PATH: ["$EVIL", `${session} calls nothing by a relative name`],
  TMPDIR: ["$EVIL", `${session} writes no temporary file`],
  TEMP: ["$EVIL", `${session} writes no temporary file`],
  TMP: ["$EVIL", `${session} writes no temporary file`],
  LANG: ["tr_TR.UTF-8", `${session} compares without a locale`],
  LC_ALL: ["tr_TR.UTF-8", `${session} compares without a locale`],
  TZ: ["Pacific/Kiritimati", `${session} records time in milliseconds since the epoch`],
  TERM: ["dumb", `${session} has no terminal`],
  COLORTERM: ["truecolor", `${session} has no terminal`],
  FORCE_COLOR: ["3", `${session} prints no colour`],
  NO_COLOR: ["1", `${session} prints no colour`],
  NODE_DISABLE_COLORS: ["1", `${session} prints no colour`],
  CI_NAME: ["codeship", `${session} prints no colour`],
  TEAMCITY_VERSION: ["10", `${session} prints no colour`],
  TERM_PROGRAM: ["vscode", `${session} prints no colour`],
  TERM_PROGRAM_VERSION: ["1", `${session} prints no colour`],
  TMUX: ["1", `${session} prints no colour`],
  HTTP_PROXY: ["http://127.0.0.1:9", `${session} opens no connection`],
  HTTPS_PROXY: ["http://127.0.0.1:9", `${session} opens no connection`],
  NO_PROXY: ["*", `${session} opens no connection`],
  http_proxy: ["http://127.0.0.1:9", `${session} opens no connection`],
  https_proxy: ["http://127.0.0.1:9", `${session} opens no connection`],
  no_proxy: ["*", `${session} opens no connection`],
  NODE_USE_ENV_PROXY: ["1", `${session} opens no connection`],
  NODE_USE_SYSTEM_CA: ["1", `${session} opens no connection`],
  NODE_EXTRA_CA_CERTS: ["$EVIL/evil.pem", `${session} opens no connection`],
  NODE_TLS_REJECT_UNAUTHORIZED: ["0", `${session} opens no connection`],
  SSL_CERT_FILE: ["$EVIL/evil.pem", `${session} opens no connection`],
  SSL_CERT_DIR: ["$EVIL", `${session} opens no connection`],
  UNDICI_NO_WASM_SIMD: ["1", `${session} opens no connection`],
  UV_THREADPOOL_SIZE: ["1", `${session} reads and writes synchronously`],
  NODE_NO_WARNINGS: ["1", `${session} warns of nothing`],
  NODE_REPL_HISTORY: ["$EVIL/history", `${session} has no prompt`],
  NODE_REPL_HISTORY_SIZE: ["1", `${session} has no prompt`],
  NODE_REPL_MODE: ["strict", `${session} has no prompt`],
  NODE_NO_READLINE: ["1", `${session} has no prompt`],
  NODE_PENDING_PIPE_INSTANCES: ["1", `${session} listens on no pipe`],
  NODE_BENCH_CONTEXT: ["1", `${session} runs no benchmark`],
  NODE_BENCH_FILE_RUN_ID: ["1", `${session} runs no benchmark`],
  NODE_BENCH_RUN_ID: ["1", `${session} runs no benchmark`],
  JEST_WORKER_ID: ["1", `${session} does not load what reads it`],
  __MINIMATCH_TESTING_PLATFORM__: ["win32", `${session} does not load the runtime's own copy`],
  SystemRoot: ["$EVIL", `${session} reads it on Windows only, to name the temporary directory`],
  windir: ["$EVIL", `${session} reads it on Windows only, to name the temporary directory`],
  comspec: ["$EVIL/evil.sh", `${session} starts no shell`],
};

/** What the pinned runtime reads, by its own account. */
function discoverNames() {
  const scan =
    "const names = new Set();" +
    "for (const source of Object.values(process.binding('natives')))" +
    "  for (const match of String(source).matchAll(/\\benv(?:\\.|\\[['\"])([A-Za-z_][A-Za-z0-9_]*)/g)) names.add(match[1]);" +
    "console.log(JSON.stringify([...names]))";
  const natives = JSON.parse(runNode(["--no-deprecation", "-e", scan]));
  const help = runNode(["--help"]).split("Environment variables:")[1] ?? "";
  const documented = [...help.matchAll(/^([A-Z][A-Z0-9_]+)\b/gm)].map((match) => match[1]);
  return [...new Set([...natives, ...documented])].filter((name) => !isNoVariable(name)).sort();
}

/** `env` is also a name for other objects; their members are lower-case or methods. */
function isNoVariable(name) {
  return /^[a-z]/.test(name) && !(name in none);
}

function runNode(args) {
  const result = spawnSync(runtimePath(), args, { encoding: "utf8", env: {} });
  if (result.status !== 0) throw new Error(`node ${args[0]}: ${result.stderr}`);
  return result.stdout;
}

function requireJudgement(names) {
  const open = names.filter((name) => ![blank, setgid, none].some((group) => name in group));
  if (open.length > 0) {
    throw new Error(`the runtime reads variables that nobody has judged: ${open.join(", ")}`);
  }
}

function render() {
  const judged = Object.entries({ blank, setgid, none }).flatMap(([treatment, group]) =>
    Object.entries(group).map(([name, [tried, why]]) => [name, { treatment, try: tried, why }]),
  );
  const env = Object.fromEntries(Object.keys(blank).map((name) => [name, ""]));
  const before = JSON.parse(readFileSync(settings, "utf8"));
  return [
    [table, `${JSON.stringify(Object.fromEntries(judged), undefined, 2)}\n`],
    [settings, `${JSON.stringify({ ...before, env }, undefined, 2)}\n`],
  ];
}

requireJudgement(discoverNames());
for (const [file, text] of render()) {
  if (!process.argv.includes("--check")) writeFileSync(file, text);
  else if (
    JSON.stringify(JSON.parse(readFileSync(file, "utf8"))) !== JSON.stringify(JSON.parse(text))
  ) {
    throw new Error(`${path.relative(root, file)} is not current: run scripts/hostile-env.mjs`);
  }
}
