import type { Table } from "../language.ts";
import {
  deletesMany,
  deletesQueried,
  deletesRows,
  dropsCollection,
  dropsDatabase,
  dropsTable,
  flushes,
  keepsText,
  queries,
  sendsRedis,
} from "../meaning/databases.ts";
import { opensService } from "../meaning/clouds.ts";
import type { Value } from "../value.ts";

/** Calls and methods of clients of databases and clouds. */
interface Stores {
  readonly calls: Table;
  readonly methods: Table;
}

export const pythonStores: Stores = {
  calls: [
    ["boto3.client boto3.resource boto3.Session().client boto3.Session().resource", opensService],
    ["text sqlalchemy.text sqlalchemy.sql.text psycopg2.sql.SQL psycopg.sql.SQL", keepsText],
  ],
  methods: [
    ["execute executemany executescript exec_driver_sql execute_raw fetch fetchval raw", queries],
    ["flushall flushdb", flushes],
    ["execute_command", sendsRedis],
    ["drop_database dropDatabase", dropsDatabase],
    ["drop drop_collection", dropsCollection],
    ["delete_many", deletesMany],
    ["delete", deletesQueried],
    ["delete_all truncate", deletesRows],
    ["drop_all drop_table", dropsTable],
  ],
};

export const scriptStores: Stores = {
  calls: [
    ["postgres() neon() sql", queries],
    ["sequelize.literal sql.raw Prisma.raw Prisma.sql", keepsText],
  ],
  methods: [
    ["query execute raw run prepare unsafe none batch executeMultiple simple", queries],
    ["exec", (call) => (isPattern(call.on) ? undefined : queries(call))],
    ["$executeRaw $executeRawUnsafe $queryRaw $queryRawUnsafe", queries],
    ["flushall flushdb flushAll flushDb flushDB FLUSHALL FLUSHDB", flushes],
    ["sendCommand call", sendsRedis],
    ["dropDatabase", dropsDatabase],
    ["drop dropCollection", dropsCollection],
    ["deleteMany", deletesMany],
    ["del truncate", deletesQueried],
    ["dropTable dropTableIfExists dropAllTables dropSchema", dropsTable],
  ],
};

export const phpStores: Stores = {
  calls: [
    [
      "mysqli_query mysqli_multi_query mysqli_real_query mysql_query pg_query pg_send_query",
      queries,
    ],
  ],
  methods: [
    [
      "exec query prepare statement unprepared multi_query real_query raw select insert update",
      queries,
    ],
    ["executeStatement executeQuery executeUpdate sqlite_exec", queries],
    ["delete", (call) => queries(call) ?? deletesQueried(call)],
    ["truncate", deletesQueried],
    ["drop dropIfExists dropAllTables dropDatabaseIfExists", dropsTable],
    ["flushAll flushDB flushall flushdb", flushes],
    ["rawCommand executeRaw", sendsRedis],
    ["dropDatabase", dropsDatabase],
    ["deleteMany", deletesMany],
  ],
};

export const rubyStores: Stores = {
  calls: [],
  methods: [
    ["execute exec_query exec_update exec_delete exec async_exec exec_params query run", queries],
    ["execute_batch select_all", queries],
    ["delete_all destroy_all", deletesRows],
    ["drop_table truncate_tables truncate drop_database", dropsTable],
    ["flushall flushdb", flushes],
    ["call", sendsRedis],
    ["drop_database", dropsDatabase],
    ["drop", dropsCollection],
    ["delete_many", deletesMany],
  ],
};

/** `/x/.exec(text)`. */
function isPattern(on: Value | undefined): boolean {
  return on?.kind !== "reference" || on.name.startsWith("RegExp");
}
