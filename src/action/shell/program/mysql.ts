import { toClient } from "./sql-client.ts";

/** mysql and its like: `-e SQL`, or SQL on standard input. */
export const mysql = [
  toClient(["mysql", "mariadb", "mycli", "tidb"], {
    dialect: "mysql",
    text: ["-e", "--execute", "--init-command"],
  }),
  toClient(["mysqlsh"], {
    dialect: "mysql",
    text: ["-e", "--execute"],
    file: ["-f", "--file"],
  }),
  toClient(["dolt"], { dialect: "mysql", text: ["-q", "--query"], file: ["--file"] }),
];
