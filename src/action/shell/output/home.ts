import { UNKNOWN } from "../../../model/invocation.ts";
import type { Evaluator } from "./evaluator.ts";

/** The home directory, as other languages say it. */
const HOME =
  "os\\.path\\.expanduser\\([\"']~[\"']\\)|os\\.(?:environ\\[|getenv\\(|environ\\.get\\()[\"']HOME[\"'][\\])]|" +
  "(?:pathlib\\.)?Path\\.home\\(\\)|(?:os|require\\([\"'](?:node:)?os[\"']\\))\\.homedir\\(\\)|" +
  "process\\.env(?:\\.HOME|\\[[\"']HOME[\"']\\])|\\$ENV\\{[\"']?HOME[\"']?\\}|Dir\\.home|" +
  'ENV(?:\\[["\']HOME["\']\\]|\\.fetch\\(["\']HOME["\']\\))|ENVIRON\\["HOME"\\]|(?:os\\.)?getenv\\(["\']HOME["\']\\)';

const PRINTS =
  "print|puts|say|echo|p|console\\.log|process\\.stdout\\.write|sys\\.stdout\\.write|io\\.write";

let printsHome: RegExp | undefined;

/** Interpreters whose code only prints the home directory: `python3 -c 'import os; print(os.path.expanduser("~"))'`. */
export const home: Evaluator = (args) => {
  const code = args.find((_, at) =>
    /^-[a-zA-Z]*[cepr]$|^--(?:eval|print)$/.test(args[at - 1] ?? ""),
  );
  const source = code ?? args.find((arg) => arg.startsWith("BEGIN")) ?? "";
  printsHome ??= new RegExp(
    `^(?:(?:import|from) [\\w ,.]{1,40}[;\\n] ?|BEGIN ?\\{ ?)?(?:(?:${PRINTS})[ (]{0,2})?(?:${HOME})\\)?[ ;}]{0,3}$`,
  );
  return source.length < 128 && printsHome.test(source) ? "~\n" : UNKNOWN;
};
