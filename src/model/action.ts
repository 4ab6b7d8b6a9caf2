import type { Invocation } from "./invocation.ts";
import type { JsonObject } from "./json.ts";

/** Where in the event a surface or a finding is. Line and column count from 1, in UTF-16 units. */
export interface Location {
  /** Path of the field in the event, as in `tool_input.command`. */
  readonly field: string;
  readonly line?: number;
  readonly column?: number;
}

/** Keys into the event's body that lead to one value: `["tool_response", "file", "content"]`. */
export type Slot = readonly (string | number)[];

/**
 * Where a text comes from, which says how far it is trusted and what a finding in it means:
 * `written` goes into a file, `command` runs, `prompt` is what the user (or a parent agent) says,
 * `argument` goes to a tool, `file` is about to be read, `output` is what a tool answered.
 */
export type TextRole = "written" | "command" | "prompt" | "argument" | "file" | "output";

/** `mention`: the path stands in a command whose use of it is unknown; read rules apply to it. */
export type Access = "read" | "write" | "delete" | "mention";

/** A simple command that could run, found by the walk of a command line. */
export interface CommandSurface {
  readonly kind: "command";
  readonly invocation: Invocation;
  readonly at: Location;
}

/** A path as written, with what it means on this machine. */
export interface PathSurface {
  readonly kind: "path";
  readonly access: Access;
  /** As written. */
  readonly written: string;
  /** Absolute and lexically normal (`~`, `..`, `//` resolved); may hold globs. */
  readonly path: string;
  /** The absolute path with its `..`, where it has any: behind a symbolic link they lead elsewhere. */
  readonly unresolved?: string;
  readonly at: Location;
  /** The command that names it; absent where a tool does. */
  readonly command?: Invocation;
}

/**
 * Which way data goes: `download` fetches, `upload` sends something of this machine, `contact` only speaks with the
 * host (a name looked up, a login).
 */
export type Direction = "download" | "upload" | "contact";

/**
 * Where in what is sent a value stands: in the name of the host, in the rest of the URL, in what a request logs in
 * with, in another header, in its body.
 */
export type CarriedPlace = "name" | "url" | "login" | "header" | "body";

/** A variable whose value goes out. */
export interface CarriedVariable {
  readonly name: string;
  readonly at: CarriedPlace;
}

export interface UrlSurface {
  readonly kind: "url";
  readonly url: string;
  /** Absent where it is not known. */
  readonly direction?: Direction;
  /** Variables whose names say that they hold a secret. */
  readonly carries?: readonly CarriedVariable[];
  readonly at: Location;
  /** The command that names it; absent where a tool does. */
  readonly command?: Invocation;
}

export interface TextSurface {
  readonly kind: "text";
  readonly role: TextRole;
  readonly text: string;
  /** The file that the text goes to or comes from, absolute, when there is one. */
  readonly path?: string;
  readonly at: Location;
  /**
   * Where this very string stands in the event's body. Absent when the text was derived (a file's
   * content, a heredoc): then no part of the event can be masked for it.
   */
  readonly slot?: Slot;
  /** What stands before and behind the text on its first and last line in the file that it goes into. */
  readonly around?: { readonly before: string; readonly after: string };
  /** The call sends the file away: nothing that comes back can be masked instead. */
  readonly isSent?: true;
}

/** The call of a tool as such: what allow and deny lists of tools see. */
export interface ToolSurface {
  readonly kind: "tool";
  readonly tool: string;
  /** The name of its MCP server, where the host gives it. */
  readonly server: string | undefined;
  /** Where the host has the server from, where it says so. */
  readonly source?: string | undefined;
  /** What the tool is called with; absent where only its name is known. */
  readonly input?: JsonObject;
  /** From where its relative paths count; absolute. */
  readonly cwd?: string | undefined;
  readonly at: Location;
}

export type Surface = CommandSurface | PathSurface | UrlSurface | TextSurface | ToolSurface;

/** Whether the input was wholly understood. `partial` names what was not. */
export interface Coverage {
  readonly complete: boolean;
  readonly gaps: readonly string[];
}

/** What the call would do, in words that no longer know the host. */
export interface Action {
  readonly surfaces: readonly Surface[];
  readonly coverage: Coverage;
  /** Where the call is made, absolute, when the event says it. */
  readonly cwd?: string | undefined;
}
