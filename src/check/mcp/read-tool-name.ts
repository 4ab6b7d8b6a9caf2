const PREFIX = "mcp__";
const SEPARATOR = "__";
/** A plugin's server is called `plugin_PLUGIN_SERVER`. */
const PLUGIN = "plugin_";

/** One way to read the name of a tool of an MCP server. */
export interface ToolReading {
  readonly server: string;
  /** The name that the server itself gives the tool. */
  readonly own: string;
  /** The name leaves no doubt of it, or the host has said so. */
  readonly isSure: boolean;
}

/**
 * Every way to read a tool's name, the surest first; none where it is no MCP server's. A server may have `__` in its
 * name, and of `plugin_a_b` nothing tells where the plugin's name ends.
 *
 * @param given The server's name, where the host says it.
 */
export function listReadings(tool: string, given: string | undefined): ToolReading[] {
  if (!tool.startsWith(PREFIX)) return [];
  const rest = tool.slice(PREFIX.length);
  const splits = listSplits(rest);
  const said = given === undefined ? undefined : splitAt(rest, given.length);
  const sure = said ?? (splits.length === 1 ? splits[0] : undefined);
  const readings = [...splits, ...splits.flatMap(withoutPlugin)].map(toDoubtful);
  if (sure === undefined) return given === undefined ? readings : [named(given, rest), ...readings];
  return [{ ...sure, server: given ?? sure.server, isSure: true }, ...readings];
}

type Split = Omit<ToolReading, "isSure">;

function toDoubtful(split: Split): ToolReading {
  return { ...split, isSure: false };
}

/** The host's word for the server is not what the tool's name says: its own name may hold other characters. */
function named(server: string, rest: string): ToolReading {
  return { server, own: rest.slice(rest.indexOf(SEPARATOR) + SEPARATOR.length), isSure: true };
}

function splitAt(rest: string, length: number): Split | undefined {
  const isSplit = rest.startsWith(SEPARATOR, length) && length > 0;
  if (!isSplit) return undefined;
  return { server: rest.slice(0, length), own: rest.slice(length + SEPARATOR.length) };
}

function listSplits(rest: string): Split[] {
  const splits: Split[] = [];
  for (
    let at = rest.indexOf(SEPARATOR, 1);
    at > 0 && splits.length < MAX_SPLITS;
    at = rest.indexOf(SEPARATOR, at + 1)
  ) {
    splits.push({ server: rest.slice(0, at), own: rest.slice(at + SEPARATOR.length) });
  }
  // A whole server, as permissions name it.
  return splits.length === 0 ? [{ server: rest, own: "" }] : splits;
}

function withoutPlugin({ server, own }: Split): Split[] {
  if (!server.startsWith(PLUGIN)) return [];
  const parts = server.slice(PLUGIN.length).split("_").slice(0, MAX_SPLITS);
  return parts.slice(1).map((_, at) => ({ server: parts.slice(at + 1).join("_"), own }));
}

/** No name has more. */
const MAX_SPLITS = 16;
