import type { CallSite, Handler } from "../language.ts";
import { asText, NOTHING, type Value } from "../value.ts";

/** A text that changes a database, whatever else it says. */
const CHANGES =
  /\b(?:drop|truncate|delete\s+from|update\s+\S+\s+set|alter|grant|revoke|copy|create|reassign|attach|outfile|dumpfile|xp_cmdshell|load_extension|shutdown)\s|\b(?:xp_cmdshell|load_extension)\b/i;

/** SQL among the first arguments, for the database that the code is connected with. */
export const queries: Handler = (call) => {
  const { args, named, examination } = call;
  if (isIdle(call) || examination.isInMemory) return undefined;
  const given = [...args.slice(0, 3), ...named.values()];
  const texts = given.map((each) => (each.kind === "text" ? each.text : ""));
  const text = texts.find((each) => CHANGES.test(each));
  if (text === undefined) return undefined;
  const dialect = examination.isSqlite ? "sqlite" : "other";
  examination.emit({ kind: "queries", text, dialect });
  return undefined;
};

/** Text that is SQL stays a text: `text("DROP …")`. */
export const keepsText: Handler = ({ args: [first] }) =>
  first?.kind === "text" && CHANGES.test(first.text) ? first : undefined;

/** Code that may never run, as a test's or a server's may not, empties what it likes. */
function isIdle({ examination }: CallSite): boolean {
  return examination.isSpeculative;
}

function order(call: CallSite, ...words: readonly string[]): undefined {
  if (!isIdle(call)) call.examination.emit({ kind: "orders", words });
}

/** A statement that the code has not in SQL. */
function orderSql(call: CallSite, ...words: readonly string[]): undefined {
  const { isInMemory, isSqlite } = call.examination;
  if (isInMemory) return;
  order(call, "sql", ...words, `--on=${isSqlite ? "sqlite" : "other"}`);
}

/** `r.flushall()`, `client.flushDb()`. */
export const flushes: Handler = (call) =>
  order(call, "redis", nameOf(call).replaceAll("_", "").toLowerCase());

/** `r.execute_command("FLUSHALL")`, `client.sendCommand(["CONFIG", "SET"])`. */
export const sendsRedis: Handler = (call) => {
  const [first] = call.args;
  const values = first?.kind === "list" ? first.items : call.args;
  const [verb = "", ...rest] = values.slice(0, 8).flatMap((each) => asText(each).text.split(" "));
  if (!/^(?:flushall|flushdb|shutdown|config|debug|module|slaveof|replicaof)$/i.test(verb)) return;
  order(call, "redis", verb.toLowerCase(), ...rest.map((each) => each.toLowerCase()));
};

/** `db.dropDatabase()`, `client.drop_database("x")`. */
export const dropsDatabase: Handler = (call) =>
  order(call, "mongodb", "dropdatabase", target(call));

/** `db.users.drop()`, where the code is connected with MongoDB. */
export const dropsCollection: Handler = (call) => {
  const isNamed = /[Dd]rop_?[Cc]ollection/.test(nameOf(call));
  const isMongo = call.args.length === 0 && /MongoClient|mongo|collection\(\)/i.test(onName(call));
  if (isNamed) order(call, "mongodb", "drop", target(call));
  else if (isMongo) order(call, "mongodb", "drop", collectionOf(call));
};

/** `deleteMany(filter)`: without one, or with an empty one, all goes. */
export const deletesMany: Handler = (call) => {
  const filter = call.args[0] ?? call.named.get("filter");
  order(
    call,
    "mongodb",
    "deletemany",
    collectionOf(call),
    ...(isEmpty(filter) ? [] : ["--filter"]),
  );
};

function isEmpty(filter: Value | undefined): boolean {
  if (filter === undefined) return true;
  if (filter.kind === "text") return /^\s*\{?\s*\}?\s*$/.test(filter.text);
  if (filter.kind !== "record") return false;
  const where = filter.entries.get("where");
  return filter.entries.size === 0 || (where !== undefined && isEmpty(where));
}

/** What follows a model's name and leaves all of its rows. */
const ALL =
  /^(?:[\w.]*\.)?([A-Z]\w*)(?:\.(?:objects|all|unscoped|query|with_deleted|order_by|select_related|using)(?:\(\))?)*$/;

/** `User.delete_all`, `User.objects.all().delete()`, `User::query()->delete()`. */
export const deletesRows: Handler = (call) => {
  const name = onName(call);
  const model = ALL.exec(name)?.[1];
  if (model === undefined || call.args.length > 0) return;
  // A model's own `delete` is one row's; a manager or all of them stands before it.
  if (nameOf(call) === "delete" && !/\.(?:objects|all|query)\b/.test(name)) return;
  orderSql(call, nameOf(call) === "truncate" ? "truncate" : "delete", model.toLowerCase());
};

/** `session.query(User).delete()`, `DB::table("users")->delete()`. */
export const deletesQueried: Handler = (call) => {
  const isQuery = /(?:^|\.)(?:query|table|from)\(\)$/.test(onName(call));
  if (!isQuery || call.args.length > 0) return deletesRows(call);
  return orderSql(call, nameOf(call) === "truncate" ? "truncate" : "delete", "table");
};

/** `connection.drop_table(:users)`, `Schema::drop("users")`, `metadata.drop_all(engine)`. */
export const dropsTable: Handler = (call) => {
  const isSchema = /connection|schema|metadata|^db$|\bdb$|DB$|queryInterface/i.test(onName(call));
  if (isSchema) orderSql(call, "drop", "table", target(call));
};

function target({ args: [first] }: CallSite): string {
  return first === undefined ? "all" : asText(first.kind === "text" ? first : NOTHING).text;
}

/** `client.db.users` is of `users`. */
function collectionOf(call: CallSite): string {
  const name = onName(call).replaceAll("()", "");
  return name === "" ? "all" : name.slice(name.lastIndexOf(".") + 1);
}

function nameOf({ name }: CallSite): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

function onName({ on }: CallSite): string {
  return on?.kind === "reference" ? on.name : "";
}
