import { parseJson } from "../../model/json.ts";
import { isObject } from "../../model/json.ts";
import { readArguments } from "./arguments.ts";
import { type OperationCall, type OperationReader, toOperation } from "./operation.ts";
import { toPart } from "./resource-part.ts";

const VALUED =
  "--prefix -C --cwd --registry --tag --access --otp -w --workspace --filter --userconfig";

/** npm, pnpm, yarn and bun, as far as they change what others install: `npm:publish` on `packages/NAME`. */
export const npm: OperationReader = {
  programs: ["npm", "pnpm", "yarn", "bun"],
  prefix: "npm",
  read: (call) => {
    const read = readArguments(call.values, { valued: VALUED });
    // `yarn npm publish` is yarn's own way to say it.
    const words = read.operands[0] === "npm" ? read.operands.slice(1) : read.operands;
    const [verb = "", second, third] = words;
    if (!CHANGES.has(verb)) return [];
    const isGroup = GROUPS.has(verb);
    const named = isGroup ? third : second;
    const names =
      verb === "publish" ? publishedNames(call, named) : [named?.replace(/(.)@.*$/, "$1")];
    return names.map((name) => toOperation(`npm:${verb}`, `packages/${toPart(name)}`));
  },
};

const CHANGES = new Set(
  "publish unpublish deprecate dist-tag owner access token team hook".split(" "),
);
const GROUPS = new Set("dist-tag owner access team hook token".split(" "));

/** What is published is a directory or an archive; only a directory's name is read here. */
function publishedNames(
  { directories, machine, values }: OperationCall,
  named: string | undefined,
): readonly (string | undefined)[] {
  const isElsewhere = values.some((value) =>
    /^(?:-C|-w|-r|--(?:cwd|prefix|workspaces?|filter|recursive))/.test(value),
  );
  if (named !== undefined || isElsewhere || directories.length === 0) return [undefined];
  return directories.map((directory) => {
    const file = machine.readText(`${directory}/package.json`);
    return file?.complete === true ? nameIn(file.text) : undefined;
  });
}

function nameIn(text: string): string | undefined {
  const value = parseJson(text);
  const name = isObject(value) ? value["name"] : undefined;
  return typeof name === "string" ? name : undefined;
}
