import { UNKNOWN } from "../../../model/invocation.ts";
import { readOrigins } from "../../shell/origin.ts";
import type { CallSite, Handler } from "../language.ts";
import { asText, isKnown, NOTHING, numberOf, type Value } from "../value.ts";
import { argument, fromNetwork, option } from "./given.ts";

/** Names of what goes with a request. */
const SENT = ["data", "body", "json", "files", "content", "form", "payload", "params", "Content"];

/** Fetches the URL that is an argument, and sends what goes with it. */
export const requests: Handler = (call) => request(call, argument(call, 0, "url", "uri"));

/** As `requests`, of which the second argument is sent. */
export const posts: Handler = (call) =>
  request(call, argument(call, 0, "url", "uri"), call.args[1]);

/** As `posts`, behind a method's name: `request("POST", url)`. */
export const requestsAfterMethod: Handler = (call) => request(call, argument(call, 1, "url"));

/** As `requests`, where a record may say what the URL is made of. */
export const requestsByOptions: Handler = (call) => {
  const [first] = call.args;
  if (first?.kind !== "record") return requests(call);
  const host = option(call, "hostname", "host", "url", "uri");
  const url = host === undefined ? NOTHING : asText(host);
  return request(call, { ...url, text: `${url.text}${textOf(option(call, "path"))}` });
};

function textOf(value: Value | undefined): string {
  return value === undefined ? "" : asText(value).text;
}

function request(call: CallSite, url: Value | undefined, body?: Value): Value {
  call.examination.requested = textOf(url);
  const given = SENT.flatMap((name) => option(call, name) ?? []);
  const values = body === undefined || body.kind === "function" ? given : [body, ...given];
  const sent = values.slice(0, 8).flatMap(toSent);
  call.examination.emit({
    kind: "requests",
    url: url === undefined ? UNKNOWN : asText(url).text,
    sent,
  });
  // What is in the URL goes there too.
  const inUrl = url === undefined ? [] : (asText(url).files ?? []);
  if (inUrl.length > 0)
    call.examination.emit({
      kind: "requests",
      url: textOf(url),
      sent: inUrl.map((path) => `@${path}`),
    });
  return fromNetwork();
}

/** As `curl -d` would be told: a file by its path. */
function toSent(value: Value): readonly string[] {
  const { text, files = [] } = asText(value);
  return files.length > 0 ? files.map((path) => `@${path}`) : [text];
}

/** `urlretrieve(url, path)`. */
export const downloads: Handler = (call) => {
  const [url, path] = [argument(call, 0, "url"), argument(call, 1, "filename", "destfile")];
  const target = path === undefined ? UNKNOWN : asText(path).text;
  call.examination.emit({ kind: "downloads", url: textOf(url), path: target });
  return NOTHING;
};

/** A connection whose host and port are a pair, two arguments, a text, or options. */
export function connects({ portFirst = false } = {}): Handler {
  return (call) => {
    call.examination.connect({ ...readAddress(call, portFirst), isServer: false });
    return undefined;
  };
}

/** A place where others connect. */
export function listens({ portFirst = false } = {}): Handler {
  return (call) => {
    call.examination.connect({ ...readAddress(call, portFirst), isServer: true });
    return undefined;
  };
}

interface Address {
  readonly host: string;
  readonly port: string;
}

function readAddress(call: CallSite, portFirst: boolean): Address {
  const values = call.args
    .flatMap((each) => (each.kind === "list" ? each.items : each))
    .filter(({ kind }) => kind === "text");
  const [first, second] = portFirst ? [values[1], values[0]] : values;
  const host = option(call, "host", "PeerAddr", "PeerHost") ?? first;
  const port = option(call, "port", "PeerPort") ?? second;
  const joined = /^(?:\w+:\/\/)?([^/:]*):(\d+)$/.exec(textOf(host));
  if (joined !== null) return { host: joined[1] ?? UNKNOWN, port: joined[2] ?? UNKNOWN };
  return { host: hostOf(host), port: numberOf(port) === undefined ? UNKNOWN : textOf(port) };
}

function hostOf(value: Value | undefined): string {
  const isHost =
    value !== undefined && isKnown(value) && value.text !== "" && value.isNumber !== true;
  return isHost ? value.text : UNKNOWN;
}

/** What others have sent. */
export const receives: Handler = ({ examination }) =>
  examination.connection === undefined ? undefined : fromNetwork();

/** `socket.on("data", f)`: what the function gets comes over the connection. */
export const receivesOn: Handler = ({ on, args: [event], examination }) => {
  const isSocket = on?.kind === "reference" && /^(?:net|tls|dgram)\./.test(on.name);
  if (!isSocket || examination.connection === undefined || event === undefined) return undefined;
  return /^(?:data|message|readable)$/.test(asText(event).text) ? fromNetwork() : undefined;
};

/** `serve({ fetch(request) { … } })`: functions of a record are called with what others send. */
export const serves: Handler = ({ args }) => {
  const records = args.flatMap((each) =>
    each.kind === "record" ? [...each.entries.values()] : [],
  );
  for (const each of records) if (each.kind === "function") each.invoke([fromNetwork()]);
  return fromNetwork();
};

/** Sends what it is given over the connection that the code has made. */
export const sends: Handler = ({ args, examination }) => {
  const { connection } = examination;
  if (connection === undefined) return undefined;
  const sent = args.slice(0, 2).flatMap(toSent);
  const host = connection.host === UNKNOWN ? UNKNOWN : `${connection.host}:${connection.port}`;
  examination.emit({ kind: "requests", url: host, sent });
  return NOTHING;
};

/** `request.end(text)`, `connection.request("POST", path, text)`: sends where the last request went. */
export function sendsToRequested({ after = 0 } = {}): Handler {
  return ({ on, args, named, examination }) => {
    const { requested } = examination;
    if (requested === undefined || on?.kind !== "text") return undefined;
    if (!readOrigins(on.text).includes("download")) return undefined;
    const given = [...args.slice(after), ...named.values()].filter(
      ({ kind }) => kind !== "function",
    );
    const sent = given.slice(0, 8).flatMap(toSent);
    if (sent.length > 0) examination.emit({ kind: "requests", url: requested, sent });
    return fromNetwork();
  };
}

/** Input or output is put somewhere else. */
export const wires: Handler = ({ examination }) => {
  examination.wire();
  return undefined;
};
