import type { OperationReader } from "./operation.ts";
import { aws } from "./cloud/aws.ts";
import { docker } from "./cloud/docker.ts";
import { pulumi, terraform } from "./cloud/infrastructure.ts";
import { helm, kubectl } from "./cloud/kubernetes.ts";
import { forge } from "./forge/forge.ts";
import { git } from "./git/git.ts";
import { copy, database, ssh } from "./hosts.ts";
import { npm } from "./packages.ts";

function readers(): readonly OperationReader[] {
  return [git, forge, aws, kubectl, helm, docker, terraform, pulumi, npm, ssh, copy, database];
}

let byProgram: ReadonlyMap<string, OperationReader> | undefined;

/** What says which operations a program's commands are, if anything does. */
export function findReader(program: string): OperationReader | undefined {
  byProgram ??= new Map(
    readers().flatMap((reader) => reader.programs.map((name) => [name, reader] as const)),
  );
  return byProgram.get(program);
}

/** Of calls that are no commands: of a tool of an MCP server, of the web tool, of the file tools. */
const TOOL_PREFIXES = ["mcp", "web", "file"];

/** What the name of an operation may begin with. */
export function operationPrefixes(): readonly string[] {
  return [...new Set([...readers().map(({ prefix }) => prefix), ...TOOL_PREFIXES])];
}
