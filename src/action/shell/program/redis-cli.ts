import { toKnownWord } from "../expand/fields.ts";
import type { Inner, Wrapper } from "../call.ts";
import { findOperand } from "./options.ts";

const VALUED = [
  ..."-h -p -t -s -a -u -r -i -n -d -D -X --user --pass --sni --cacert --cacertdir --cert".split(
    " ",
  ),
  ..."--key --tls-ciphers --rdb --functions-rdb --pattern --count --memkeys-samples".split(" "),
];

/**
 * redis-cli and its like: a command as operands, or one a line on standard input. Each is told as a command of the
 * name `redis`, its verb in lower case.
 */
export const redisCli: Wrapper = {
  names: ["redis-cli", "valkey-cli", "keydb-cli", "iredis"],
  unwrap: ({ words }) => {
    const at = findOperand(words, 1, { valued: VALUED });
    if (words[1]?.value === "--eval" || words.some(({ value }) => value === "--eval")) return [];
    if (at < words.length) return toRedis(words.slice(at).map(({ value }) => value));
    return [{ kind: "statements", read: (text) => text.split("\n").flatMap(readLine) }];
  },
};

function readLine(line: string): readonly Inner[] {
  const words = line.match(/"(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s"']+/g) ?? [];
  return toRedis(words.map((word) => word.replace(/^(["'])([\s\S]*?)\1?$/, "$2")));
}

const SCRIPTED = new Set(["eval", "eval_ro", "function", "script"]);

function toRedis([verb, ...rest]: readonly string[]): readonly Inner[] {
  if (verb === undefined) return [];
  const name = verb.toLowerCase();
  const [first, ...others] = rest;
  // `CONFIG SET`: the second word is part of the verb.
  const words = first === undefined ? [name] : [name, first.toLowerCase(), ...others];
  const called = SCRIPTED.has(name) ? rest.flatMap(readCalls) : [];
  return [{ kind: "command", words: ["redis", ...words].map(toKnownWord) }, ...called];
}

/** `redis.call('flushall')` in Lua. */
function readCalls(code: string): readonly Inner[] {
  const calls = code.matchAll(/redis\s*\.\s*p?call\s*\(\s*["']([\w ]{1,40})["']/g);
  return [...calls].flatMap(([, verb]) => toRedis((verb ?? "").split(" ")));
}
