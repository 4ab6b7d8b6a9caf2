"""Runs every query of infra/athena over delivered objects, in DuckDB.

Reads one JSON object from standard input:
  athena    the folder infra/athena
  records   a folder laid out as Firehose does it: yyyy/MM/dd/HH/*.gz
  models    the same of Bedrock's model invocation log
  now       what the queries take for the time, ISO 8601 in UTC
  settings  what Terraform fills into views/settings.sql
  tables    rows of the reference tables, by table
Writes one: queries, the rows of each query by its path without .sql; views, the columns of each view with Trino's names of
their types; counts, what the composed query of each group of alerts counts.
"""

import glob
import gzip
import json
import os
import re
import string
import sys
import tempfile

import duckdb
import sqlglot
from sqlglot import exp

# What Athena reserves in a SELECT (its documentation, "Reserved keywords"), and sqlglot does not mind as a name.
RESERVED = set(
    """ALTER AND AS BETWEEN BY CASE CAST CONSTRAINT CREATE CROSS CUBE DEALLOCATE DELETE DESCRIBE DISTINCT DROP ELSE END ESCAPE
    EXCEPT EXECUTE EXISTS EXTRACT FALSE FIRST FOR FROM FULL GROUP GROUPING HAVING IN INNER INSERT INTERSECT INTO IS JOIN LAST
    LEFT LIKE LOCALTIME LOCALTIMESTAMP NATURAL NORMALIZE NOT NULL OF ON OR ORDER OUTER PREPARE RECURSIVE RIGHT ROLLUP SELECT
    SKIP TABLE THEN TRIM TRUE UESCAPE UNION UNNEST USING VALUES WHEN WHERE WITH""".split()
)

# DuckDB's names of types, in Trino's words.
TRINO_TYPES = {
    "VARCHAR": "varchar",
    "BIGINT": "bigint",
    "INTEGER": "integer",
    "DOUBLE": "double",
    "BOOLEAN": "boolean",
    "TIMESTAMP_MS": "timestamp(3)",
    "TIMESTAMP": "timestamp(3)",
}


def main():
    request = json.load(sys.stdin)
    database = duckdb.connect()
    database.execute("SET TimeZone = 'UTC'")
    # Trino's function, which DuckDB has under another name.
    database.execute("CREATE MACRO at_timezone(moment, zone) AS timezone(zone, moment)")
    create_tables(database, request)
    views = create_views(database, request)
    queries = {name: read(request, name) for name in list_queries(request["athena"])}
    answers = {name: answer(database, request, text) for name, text in queries.items()}
    counts = {group: count(database, request, queries, group) for group in ("minutes", "hourly")}
    json.dump({"queries": answers, "views": views, "counts": counts}, sys.stdout, default=str)


def list_queries(athena):
    paths = glob.glob("**/*.sql", root_dir=athena, recursive=True)
    return sorted(path[:-4] for path in paths if not path.startswith("views/"))


def read(request, name):
    with open(os.path.join(request["athena"], f"{name}.sql"), encoding="utf-8") as file:
        return file.read()


def to_duckdb(text, now):
    """Athena's SQL as DuckDB's, with the clock stopped. Raises where it is not Athena's SQL."""
    statements = sqlglot.parse(text, read="athena", error_level=sqlglot.ErrorLevel.RAISE)
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        raise ValueError("a file holds one query, without a semicolon")
    stopped = sqlglot.parse_one(f"TIMESTAMP '{now} UTC'", read="athena")
    # No view and no query may rest on what only the test's engine forgives.
    refuse_bare_unnest(statements[0])
    refuse_reserved(statements[0])

    def adapt(node):
        if isinstance(node, exp.CurrentTimestamp):
            return stopped.copy()
        if isinstance(node, exp.JSONExtractScalar):
            # Of what is no JSON Trino's function gives NULL, DuckDB's an error.
            return exp.If(this=exp.func("json_valid", node.this.copy()), true=node.copy())
        return node

    return statements[0].transform(adapt).sql(dialect="duckdb")


def refuse_bare_unnest(tree):
    """Trino takes rows apart when it unnests an array of them, DuckDB does not: arrays here are of arrays or texts."""
    for node in tree.find_all(exp.Unnest):
        for source in node.expressions:
            if not isinstance(source, (exp.Transform, exp.RegexpExtractAll)):
                raise ValueError(f"UNNEST of {source.sql()}: wrap its elements")


def refuse_reserved(tree):
    for name in tree.find_all(exp.Identifier):
        if not name.quoted and name.name.upper() in RESERVED:
            raise ValueError(f"{name.name} is a reserved word of Athena's")


def to_type(text):
    """A Hive type as DuckDB's."""
    return exp.DataType.build(text, dialect="hive").sql(dialect="duckdb")


def create_tables(database, request):
    create_json_table(database, request, "lines", "lines.json", request["records"])
    with tempfile.TemporaryDirectory() as lower:
        lower_keys(request["models"], lower)
        create_json_table(database, request, "model_log", "model-log.json", lower)
    database.execute('CREATE TABLE raw (line VARCHAR, "hour" VARCHAR)')
    for path in sorted(glob.glob(f"{request['records']}/*/*/*/*/*.gz")):
        hour = "/".join(path.split("/")[-5:-1])
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
            rows = [[line.rstrip("\n"), hour] for line in file]
        database.executemany("INSERT INTO raw VALUES (?, ?)", rows)
    for table, content in request["tables"].items():
        columns = ", ".join(f"{name} VARCHAR" for name in content["columns"])
        database.execute(f"CREATE TABLE {table} ({columns})")
        marks = ", ".join("?" for _ in content["columns"])
        for row in content["rows"]:
            database.execute(f"INSERT INTO {table} VALUES ({marks})", row)


def lower_keys(source, target):
    """The same objects with every key in lower case, which is what OpenX compares with columns where it is told so."""

    def lower(pairs):
        return {key.lower(): value for key, value in pairs}

    for path in glob.glob("*/*/*/*/*.gz", root_dir=source):
        os.makedirs(os.path.dirname(os.path.join(target, path)), exist_ok=True)
        with gzip.open(os.path.join(source, path), "rt", encoding="utf-8") as file:
            rows = [json.loads(line, object_pairs_hook=lower) for line in file]
        with gzip.open(os.path.join(target, path), "wt", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(row)}\n" for row in rows)


def create_json_table(database, request, table, columns_file, folder):
    with open(os.path.join(request["athena"], columns_file), encoding="utf-8") as file:
        columns = json.load(file)
    types = ", ".join(f"'{name}': '{to_type(text)}'" for name, text in columns.items())
    database.execute(
        f"""CREATE TABLE {table} AS
        SELECT * EXCLUDE (filename), regexp_extract(filename, '(\\d+/\\d+/\\d+/\\d+)/[^/]*$', 1) AS "hour"
        FROM read_json('{folder}/*/*/*/*/*.gz', format = 'newline_delimited', compression = 'gzip',
          columns = {{{types}}}, filename = true, ignore_errors = true, maximum_object_size = 4000000)"""
    )


def create_views(database, request):
    described = {}
    names = sorted(glob.glob("*.sql", root_dir=os.path.join(request["athena"], "views")))
    for name in (file[:-4] for file in names):
        text = read(request, f"views/{name}")
        filled = string.Template(text).substitute(request["settings"]) if "${" in text else text
        database.execute(f"CREATE VIEW {name} AS {to_duckdb(filled, request['now'])}")
        rows = database.execute(f"DESCRIBE {name}").fetchall()
        described[name] = [
            {"name": row[0], "type": TRINO_TYPES.get(re.sub(r"\(.*", "", row[1]), row[1])} for row in rows
        ]
    return described


def answer(database, request, text):
    cursor = database.execute(to_duckdb(text, request["now"]))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row)) for row in cursor.fetchall()]


def count(database, request, queries, group):
    """The query that the state machine asks, composed as checks.tf composes it."""
    alerts = {
        name.rsplit("/", 1)[1]: text
        for name, text in queries.items()
        if name.startswith(f"alerts/{group}/")
    }
    parts = [
        f"SELECT '{name}' AS alert, count(*) AS found FROM (\n{text}) AS \"{name}\""
        for name, text in alerts.items()
    ]
    rows = answer(database, request, "\nUNION ALL\n".join(parts))
    return {row["alert"]: row["found"] for row in rows}


main()
