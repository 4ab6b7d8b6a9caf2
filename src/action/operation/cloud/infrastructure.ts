import { UNKNOWN } from "../../../model/invocation.ts";
import { hasOption, optionValue, readArguments } from "../arguments.ts";
import { type OperationCall, type OperationReader, toOperation } from "../operation.ts";
import { toNamePart, toPart } from "../resource-part.ts";
import { resolve } from "node:path";

const LOCAL = new Set("fmt validate version help providers console graph metadata".split(" "));

/** terraform and tofu: `terraform:apply` on `workspaces/NAME`. */
export const terraform: OperationReader = {
  programs: ["terraform", "tofu"],
  prefix: "terraform",
  read: (call) => {
    const read = readArguments(call.values, { valued: "", style: "words" });
    const [verb, second] = read.operands;
    if (verb === undefined || LOCAL.has(verb)) return [];
    const isDestroy = verb === "apply" && hasOption(read, "-destroy", "--destroy");
    const isGroup = verb === "state" || verb === "workspace";
    const own = isGroup ? `${verb}-${toNamePart(second)}` : toNamePart(verb);
    const directory = optionValue(read, "-chdir", "--chdir");
    const isNamed = verb === "workspace" && read.operands.length > 2;
    const names = isNamed ? [read.operands[2]] : workspacesOf(call, directory);
    const verbs = isDestroy ? ["destroy", "apply"] : [own];
    return verbs.flatMap((name) =>
      names.map((each) => toOperation(`terraform:${name}`, `workspaces/${toPart(each)}`)),
    );
  },
};

/** The chosen workspace of each directory, as the file says that terraform keeps it in. */
function workspacesOf(
  { directories, machine, unsettled, invocation: { assignments } }: OperationCall,
  directory: string | undefined,
): readonly (string | undefined)[] {
  const given = assignments.find(({ name }) => name === "TF_WORKSPACE");
  if (given !== undefined) return [given.value.value];
  if (assignments.some(({ name }) => name.startsWith("TF_"))) return [undefined];
  if (unsettled.length > 0) return [undefined];
  if (directories.length === 0 || directory?.includes(UNKNOWN) === true) return [undefined];
  const names = directories.map((start) => {
    const at = directory === undefined ? start : resolve(start, directory);
    return machine.readText(`${at}/.terraform/environment`)?.text.trim();
  });
  return [...new Set(names)];
}

/** pulumi: `pulumi:up` on `stacks/NAME`. */
export const pulumi: OperationReader = {
  programs: ["pulumi"],
  prefix: "pulumi",
  read: ({ values }) => {
    const read = readArguments(values, { valued: "-s --stack -C --cwd -m --message --color" });
    const [verb, second, third] = read.operands;
    if (verb === undefined || verb === "help" || verb === "version") return [];
    const isGroup = verb === "stack" || verb === "config" || verb === "state";
    const name =
      isGroup && second !== undefined ? `${verb}-${toNamePart(second)}` : toNamePart(verb);
    const named = verb === "stack" ? third : undefined;
    const stack = optionValue(read, "-s", "--stack") ?? named;
    return [toOperation(`pulumi:${name}`, `stacks/${toPart(stack)}`)];
  },
};
