import { toClient } from "./sql-client.ts";

/** psql and its like: `-c SQL`, `-f FILE`, or SQL on standard input. */
export const psql = [
  toClient(["psql", "pgcli", "ysqlsh", "vsql", "gsql", "usql"], {
    dialect: "postgresql",
    text: ["-c", "--command"],
    file: ["-f", "--file"],
  }),
  toClient(["cockroach"], {
    dialect: "postgresql",
    text: ["-e", "--execute"],
    file: ["-f", "--file"],
  }),
];
