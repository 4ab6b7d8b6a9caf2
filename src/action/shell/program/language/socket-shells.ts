import { UNKNOWN } from "../../../../model/invocation.ts";
import type { Inner } from "../../call.ts";
import { toKnownWord } from "../../expand/fields.ts";

/** How the languages of the long tail make a connection, or wait for one. */
const SOCKET =
  /gen_tcp:(?:connect|listen)|ssl:connect|(?:TCP|UNIX|UDP|OpenSSL::SSL::)(?:Socket|Server)\s*[.(]|HTTP::(?:Server|WebSocket)|NW(?:Connection|Listener)|URLSessionWebSocketTask|webSocketTask|TcpClient|TcpListener|HttpListener|socketConnection|(?:Server)?Socket\s*\(|open-network-stream|make-network-process|usocket|connectTo|httpd:start|cowboy|newAsyncSocket|newSocket|HttpServer|AsyncHttpServer|IO::Socket/;

const WAITS = /listen|Server|Listener|httpd|cowboy/;

/** What starts a program with something that stands nowhere in the code. */
const RUNS_UNKNOWN =
  /(?:\bos:cmd|\bopen_port|\bsystem|\bshell|\bProcess\.(?:run|new|exec)|\brun-program|shell-command(?:-to-string)?|\bpopen|\bcallCommand|\bexecCmd(?:Ex)?|\bexecShellCmd|\bexec|\bqx|\bRun)[ (]{1,4}(?!nil\b|true\b|false\b)[@$]?[A-Za-z_][\w.]*\s*[),;|]|`[^`\n]{0,64}#\{[^`\n]{1,64}`/;

/** A shell, and what it reads and writes put somewhere else. */
const WIRED =
  /["'](?:\/\w+){0,3}\/?(?:ba|z|da|k)?sh["'][^\n]{0,200}?(?:\b(?:input|stdin|standardInput|standardOutput|output)\s*[:=]|\bstream\b)/;

const ADDRESS = /["']([\w.:-]{1,255})["']\s*,\s*(?:port:\s*)?["']?(\d{1,5})\b/;

/** Code of which a shell's words come over a connection: told as the `nc` that does the same. Linear in the code. */
export function readSocketShells(code: string): readonly Inner[] {
  const made = SOCKET.exec(code);
  if (made === null || !(RUNS_UNKNOWN.test(code) || WIRED.test(code))) return [];
  const [, host = UNKNOWN, port = UNKNOWN] = ADDRESS.exec(code.slice(made.index)) ?? [];
  const words = WAITS.test(made[0])
    ? ["nc", "-l", "-p", port, "-e", "/bin/sh"]
    : ["nc", "-e", "/bin/sh", host, port];
  return [{ kind: "command", words: words.map(toKnownWord) }];
}
