import { describe, expect, it } from "vitest";
import { tellCommands } from "../tell.ts";

/** What SQL would do, as the commands that the walk tells of it. */
const effects = (line: string) =>
  tellCommands(line).filter((each) => /^(?:sql|redis|mongodb|make)(?: |$)/.test(each));

/** Of one statement, without what says which client reads it. */
const statement = (sql: string) =>
  effects(`psql <<'E'\n${sql}\nE`).map((each) =>
    each.replace(/^sql /, "").replace(" --on=postgresql", ""),
  );

describe("a statement of SQL", () => {
  it.each([
    ["DROP DATABASE x", "drop database x"],
    ['drop TABLE if exists "Users", b cascade', "drop table users b --if-exists --cascade"],
    ["drop table public.users", "drop table public.users"],
    ["drop/**/table\tx", "drop table x"],
    ["drop materialized view v", "drop materialized-view v"],
    ["drop owned by x", "drop owned x"],
    ["truncate only a, b", "truncate a b"],
    ["delete from t", "delete t"],
    ["delete from t where id = 1", "delete t --where"],
    ["delete from t where 1=1", "delete t"],
    ["delete from t where (true or id = 1)", "delete t"],
    ["delete from t where id = 1 and 1 = 1", "delete t --where"],
    ["delete from t where 'a' = 'a' and not false", "delete t"],
    ["delete from t where 2 > 1", "delete t"],
    ["delete from t where x <> 2", "delete t --where"],
    ["delete from t where id in (select id from u where 1=1)", "delete t --where"],
    ["delete from t using u where t.id = u.id", "delete t --where"],
    ["update t set a = (select 1 where true)", "update t"],
    ["update t set a = 1 where b is null", "update t --where"],
    ["with d as (delete from t returning *) select 1", "delete t"],
    ["with d as (select 1) delete from t where id = 1", "delete t --where"],
    ["explain analyze delete from t", "delete t"],
    ["alter table t drop column c", "alter-table-drop-column t"],
    ["alter table t drop c", "alter-table-drop-column t"],
    ["alter table t drop partition p", "alter-table-drop-partition t"],
    ["alter role x superuser", "alter role x"],
    ["create role x superuser", "create-user x --superuser"],
    [
      "create or replace function f() returns int as 'x' language c",
      "create function f --language=c",
    ],
    ["grant all on t to x", "grant all on t to x"],
    ["do $a$ begin execute 'drop table t'; end $a$", "drop table t"],
    ["do $$ begin if x then delete from t; end if; end $$", "delete t"],
    ["copy t from '/etc/x'", "copy-from"],
    ["drop table t \\g", "drop table t"],
    ["\\i x", undefined],
  ])("%s is told as %s", (sql, told) =>
    expect(statement(sql)).toEqual(told === undefined ? [] : [told]),
  );

  it.each([
    "select 'drop table t; drop table u'",
    "select $$drop table t;$$",
    "-- drop table t",
    "/* drop table t; */ select 1",
    "insert into t values ('it''s; drop table u')",
    "select E'\\'; drop table t; --'",
    'select "drop table t;" from u',
    "create table t (id int)",
    "create trigger g after insert on t begin delete from u; update v set a = 1; end;",
    "create event e do begin if a then delete from t; end if; delete from u; end;",
    "alter table t drop constraint c",
    "alter table t alter column c drop not null",
    "explain delete from t",
    "select count(*) from t where deleted",
    "update",
    "exec log 'delete from t'",
  ])("tells nothing of %s", (sql) => expect(statement(sql)).toEqual([]));
});

describe("a client of a database", () => {
  it.each([
    ["psql -Atc 'drop table t'", "sql drop table t --on=postgresql"],
    ["psql --command='drop table t'", "sql drop table t --on=postgresql"],
    ["echo 'drop table t' | psql", "sql drop table t --on=postgresql"],
    ["psql -f - <<< 'drop table t'", "sql drop table t --on=postgresql"],
    ["echo 'drop table t' > x; psql -f x", "sql drop table t --on=postgresql"],
    ["echo 'drop table t' > x; psql -c '\\i x'", "sql drop table t --on=postgresql"],
    ['psql -c "drop table $X"', "sql drop table \uFFFC --on=postgresql"],
    ["ssh h \"mysql -e 'drop table t'\"", "sql drop table t --on=mysql"],
    ["docker exec -i db mysql <<< 'drop table t'", "sql drop table t --on=mysql"],
    ["mysql -uroot -psecret <<< 'drop table t'", "sql drop table t --on=mysql"],
    ["mysql -e 'select 1--1; drop table t'", "sql drop table t --on=mysql"],
    ["mysql -e '/*!40000 drop table t */'", "sql drop table t --on=mysql"],
    ["mysql -e \"select '\\\\'; drop table t'\"", undefined],
    ["mysql -e 'delimiter //\ndrop table t//'", "sql drop table t --on=mysql"],
    ["mysql -e '# drop table t'", undefined],
    ["sqlite3 x.db 'drop table [t]'", "sql drop table t --on=sqlite"],
    ["sqlite3 -readonly x.db 'drop table t'", undefined],
    ["sqlcmd -Q 'select 1\ngo\ndrop table t'", "sql drop table t --on=mssql"],
    ["sqlplus u@d <<< 'drop table t'", "sql drop table t --on=oracle"],
    ["wrangler d1 execute d --command 'drop table t'", "sql drop table t --on=sqlite"],
    ["bq query 'drop table t'", "sql drop table t --on=other"],
  ])("%s is told as %s", (line, told) =>
    expect(effects(line)).toEqual(told === undefined ? [] : [told]),
  );

  it.each([
    "psql -c '\\! make'",
    "psql <<< 'select 1 \\g |make'",
    "psql -c \"copy t to program 'make'\"",
    "psql -c \"\\copy t to program 'make'\"",
    "mysql -e 'system make'",
    "mysql -e '\\! make'",
    "sqlite3 x.db '.shell make'",
    "sqlite3 -readonly x.db '.sh make'",
    "sqlite3 x.db <<< '.import \"|make\" t'",
    "sqlcmd -Q \"exec master..xp_cmdshell 'make'\"",
    "echo '!make' | sqlplus u@d",
  ])("%s runs make", (line) => expect(effects(line)).toContain("make"));

  it("opens the files that a statement names", () => {
    expect(tellCommands("mysql -e \"select load_file('/etc/shadow')\"").at(-1)).toBe(
      "sql load-file --on=mysql",
    );
  });

  it("ends for a file that reads itself", () =>
    expect(effects("echo '\\i x' > x; psql -f x")).toEqual([]));

  it("takes time in proportion to the text", () => {
    const text = "with a as (select 1), ".repeat(2000) + "(".repeat(20_000) + "'".repeat(20_001);
    const start = performance.now();
    effects(`psql <<'E'\n${text}\nE`);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe("redis-cli", () => {
  it.each([
    ["redis-cli -h x -n 1 FLUSHALL async", "redis flushall async"],
    ["echo 'CONFIG SET dir /tmp' | redis-cli", "redis config set dir /tmp"],
  ])("%s is told as %s", (line, told) => expect(effects(line)).toEqual([told]));

  it("tells what a script calls", () =>
    expect(effects(`redis-cli eval "redis.call('FLUSHALL')" 0`)).toContain("redis flushall"));
});

describe("mongosh", () => {
  it.each([
    ["db.dropDatabase()", "mongodb dropdatabase db"],
    ["db.users.drop()", "mongodb drop users"],
    ["db['users']['drop']()", "mongodb drop users"],
    ["db.users.deleteMany( { } )", "mongodb deletemany users"],
    ["db.users.deleteMany({a:1})", "mongodb deletemany users --filter"],
    ["db.users . /* */ remove()", "mongodb remove users"],
    ['db.getCollection("users").drop()', "mongodb drop users"],
    ["db.runCommand({dropDatabase: 1})", "mongodb dropdatabase 1"],
  ])("%s is told as %s", (code, told) =>
    expect(effects(`mongosh x <<'E'\n${code}\nE`)).toEqual([told]),
  );

  it.each(["db.users.find({})", "print('db.users.drop()')", "// db.users.drop()"])(
    "tells nothing of %s",
    (code) => expect(effects(`mongosh x <<'E'\n${code}\nE`)).toEqual([]),
  );
});
