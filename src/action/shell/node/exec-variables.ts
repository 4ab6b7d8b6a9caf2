import type { ShellAssignment } from "../../../model/invocation.ts";
import type { Call } from "../call.ts";
import { holdsSubstitution, toWordSource } from "../hidden.ts";
import { isUnknown } from "../origin.ts";
import { readAssignment } from "../program/options.ts";

/** Variables whose value some program gives to a shell, or starts. */
const EXECUTED = new Set(
  (
    "PROMPT_COMMAND GIT_SSH_COMMAND GIT_SSH GIT_PAGER GIT_EDITOR GIT_ASKPASS " +
    "GIT_SEQUENCE_EDITOR GIT_EXTERNAL_DIFF GIT_PROXY_COMMAND SSH_ASKPASS SUDO_ASKPASS " +
    "PAGER MANPAGER EDITOR VISUAL FCEDIT BROWSER LESSOPEN LESSCLOSE SYSTEMD_PAGER SYSTEMD_EDITOR " +
    "AWS_PAGER PSQL_PAGER PSQL_EDITOR KUBE_EDITOR SVN_EDITOR SVN_SSH HGEDITOR HGMERGE RSYNC_RSH " +
    "CVS_RSH CVSEDITOR BORG_RSH BORG_PASSCOMMAND RESTIC_PASSWORD_COMMAND FZF_DEFAULT_COMMAND " +
    "FZF_CTRL_T_COMMAND FZF_ALT_C_COMMAND BAT_PAGER DELTA_PAGER GH_PAGER GH_EDITOR GH_BROWSER " +
    "SUDO_EDITOR CRONTAB_EDITOR HOMEBREW_EDITOR BUNDLER_EDITOR GEM_EDITOR LYEDITOR TEXEDIT XEDITOR " +
    "CC CXX RUSTC_WRAPPER RUSTC_WORKSPACE_WRAPPER GIT_TRANSPORT_HELPER LESSEDIT PERLDOC_PAGER RI_PAGER"
  ).split(" "),
);

/** Variables in whose value the shell expands substitutions. */
const EXPANDED = new Set(["PS0", "PS1", "PS2", "PS4", "BASH_ENV", "ENV"]);

/** Variables whose value is a file that a shell reads first. */
const SOURCED = new Set(["BASH_ENV", "ENV"]);

/** Variables that hold options: the program would run with them. */
const OPTIONS: Readonly<Record<string, string>> = {
  TAR_OPTIONS: "tar",
  FZF_DEFAULT_OPTS: "fzf",
  MAKEFLAGS: "make",
  GNUMAKEFLAGS: "make",
  MANOPT: "man",
  LESS: "less",
  MORE: "more",
  GOFLAGS: "go build",
  ZIPOPT: "zip",
  UNZIP: "unzip",
};

/** Variables that hold code, by the command that takes such. */
const CODE: Readonly<Record<string, readonly string[]>> = {
  PERL5DB: ["perl", "-e"],
  VIMINIT: ["vim", "-c"],
  GVIMINIT: ["vim", "-c"],
  EXINIT: ["vim", "-c"],
};

const DECLARING = new Set(["export", "declare", "typeset", "readonly", "local"]);

/** Text that a shell would parse because a variable holds it. */
export interface ExecutedText {
  readonly label: string;
  readonly text: string;
}

/** What the assignments of a call make run. */
export function readExecutedAssignments(call: Call): readonly ExecutedText[] {
  const declared = DECLARING.has(call.words[0]?.value ?? "")
    ? call.words.slice(1).flatMap((word) => readAssignment(word) ?? [])
    : [];
  return [...call.assignments, ...declared].flatMap(toSources);
}

function toSources({ name, value: { value } }: ShellAssignment): readonly ExecutedText[] {
  if (value === "" || isUnknown(value)) return [];
  const label = `${name}=`;
  // `|lesspipe %s`: a bar says that it reads the file.
  if (EXECUTED.has(name)) return [{ label, text: value.replace(/^\|{1,2}-?/, "") }];
  if (Object.hasOwn(OPTIONS, name)) return readOptions(name, value);
  const code = Object.hasOwn(CODE, name) ? CODE[name] : undefined;
  if (code !== undefined) return [{ label, text: [...code, quote(value)].join(" ") }];
  return readShellVariable(name, value);
}

function readShellVariable(name: string, value: string): readonly ExecutedText[] {
  const label = `${name}=`;
  const expands = EXPANDED.has(name) && holdsSubstitution(value);
  return [
    ...(expands ? [{ label, text: toWordSource(value) }] : []),
    ...(SOURCED.has(name) && /^[\w./~-]+$/.test(value) ? [{ label, text: `. ${value}` }] : []),
  ];
}

/** Only what could lead on is worth a command of its own. */
function readOptions(name: string, value: string): readonly ExecutedText[] {
  if (!RUNS.test(value)) return [];
  const isPlain = /^[\w\s=.,:/@%+-]*$/.test(value);
  const program = OPTIONS[name] ?? "";
  // What a shell would read otherwise stands in its words as it is.
  const words = isPlain
    ? [value]
    : (value.includes("$(") ? [value] : splitOptions(value)).map(quote);
  return [{ label: `${name}=`, text: [program, ...words].join(" ") }];
}

/** Options that name a program, code or a library to load. */
const RUNS = /exec|action|command|program|eval|pager|preview|bind|wrapper|-P|-H|-I|[!`$]|-TT/;

/** At spaces, but for those between quotes. */
function splitOptions(value: string): readonly string[] {
  const words = value.match(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g) ?? [];
  return words.map((word) => word.replaceAll(/'([^']*)'|"([^"]*)"/g, "$1$2"));
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
