import { UNKNOWN } from "../../../../model/invocation.ts";
import { quoteWord } from "../../../quote-word.ts";
import type { Inner } from "../../call.ts";

/** Code beyond this is not looked through. */
const MAX_UNITS = 16_384;

const MAX_DEPTH = 64;

/** A string, an atom, or a list of such. */
type Form = { readonly text: string; readonly isString: boolean } | readonly Form[];

/** What Emacs Lisp does to files, as the commands that do the same; the numbers are the arguments that name them. */
const COMMANDS: Readonly<Record<string, readonly [string, ...number[]]>> = {
  "delete-directory": ["rm -rf --", 1],
  "delete-file": ["rm --", 1],
  "move-file-to-trash": ["rm -r --", 1],
  "rename-file": ["mv --", 1, 2],
  "copy-file": ["cp --", 1, 2],
  "copy-directory": ["cp -r --", 1, 2],
  "write-region": ["tee -- ", 3],
  "append-to-file": ["tee -a --", 3],
  "write-file": ["tee --", 1],
  "with-temp-file": ["tee --", 1],
  "insert-file-contents": ["cat --", 1],
  "find-file": ["cat --", 1],
};

/** The commands that do what the code does to files. */
export function readLispFiles(code: string, label: string): readonly Inner[] {
  const pending = [...readForms(code.slice(0, MAX_UNITS))];
  const found: Inner[] = [];
  for (const form of pending) {
    if (!isList(form)) continue;
    pending.push(...form);
    const name = nameOf(form);
    const [command, ...places] = (Object.hasOwn(COMMANDS, name) && COMMANDS[name]) || [];
    if (command === undefined) continue;
    const words = places.map((place) => quoteWord(evaluate(form[place], 0)));
    found.push({ kind: "source", text: [command, ...words].join(" "), label });
  }
  return found;
}

const TOKEN = () => /"((?:[^"\\]|\\[\s\S])*)"|;[^\n]*|[()]|[^\s()"';`,]+/g;

/** The forms of a text; what is left open ends with it. */
function readForms(code: string): readonly Form[] {
  const first: Form[] = [];
  const stack = [first];
  for (const [token, text] of code.matchAll(TOKEN())) {
    const list = stack.at(-1) ?? first;
    if (token === "(" && stack.length < MAX_DEPTH) {
      const inner: Form[] = [];
      list.push(inner);
      stack.push(inner);
    } else if (token === ")") {
      if (stack.length > 1) stack.pop();
    } else list.push(...toAtom(token, text));
  }
  return first;
}

/** A string or a symbol; none for a remark. */
function toAtom(token: string, text: string | undefined): readonly Form[] {
  if (text !== undefined) return [{ text: text.replaceAll(/\\([\s\S])/g, "$1"), isString: true }];
  return token.startsWith(";") ? [] : [{ text: token, isString: false }];
}

function isList(form: Form): form is readonly Form[] {
  return Array.isArray(form);
}

function nameOf([head]: readonly Form[]): string {
  return head === undefined || isList(head) || head.isString ? "" : head.text;
}

function evaluate(form: Form | undefined, depth: number): string {
  if (form === undefined || depth > MAX_DEPTH) return UNKNOWN;
  if (!isList(form)) return evaluateAtom(form);
  const [first = UNKNOWN, second, ...others] = form
    .slice(1)
    .map((each) => evaluate(each, depth + 1));
  switch (nameOf(form)) {
    case "getenv":
      return first === "HOME" ? "~" : UNKNOWN;
    case "concat":
      return [first, second ?? "", ...others].join("");
    case "expand-file-name":
      return second === undefined || /^[/~]/.test(first) ? first : `${second}/${first}`;
    case "file-name-as-directory":
    case "file-truename":
    case "substitute-in-file-name":
    case "directory-file-name":
      return first;
    default:
      return UNKNOWN;
  }
}

function evaluateAtom({ text, isString }: Exclude<Form, readonly Form[]>): string {
  return isString ? text.replace(/^\$(?:HOME|\{HOME\})/, "~") : UNKNOWN;
}
