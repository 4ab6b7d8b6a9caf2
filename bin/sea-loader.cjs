// What the executable runs first: the bundled program from the executable's own assets, with the
// code that V8 compiled when the build exercised it. Without that the same functions would be parsed and
// compiled again in every process (docs/adr/0002). A cache that V8 does not take is only slower.
"use strict";
const { getRawAsset } = require("node:sea");
const { Script } = require("node:vm");

const cachedData = new Uint8Array(getRawAsset("code-cache"));
// Not getAsset(…, "latin1"): that loads a text decoder, which alone costs 4 ms.
const source = Buffer.from(getRawAsset("program")).latin1Slice();
const script = new Script(source, { cachedData, filename: "program.js" });
const program = { exports: {} };
script.runInThisContext()(require, program, program.exports);
program.exports.main();
