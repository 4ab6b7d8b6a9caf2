// What the executable runs first. The guard is a script among the executable's own assets, with the code that
// V8 compiled when the build exercised it: without that the same functions would be parsed and compiled again
// in every process (docs/adr/0002). What few events need is a part of its own, loaded by the program when one of
// them comes. A cache that V8 does not take is only slower.
"use strict";
const { getRawAsset } = require("node:sea");
const { Script } = require("node:vm");

const loaded = new Map();

/** What a part exports: it is run when it is first asked for, and may ask for others. */
function load(part) {
  const known = loaded.get(part);
  if (known !== undefined) return known.exports;
  const cachedData = new Uint8Array(getRawAsset(`${part}.cache`));
  // Not getAsset(…, "latin1"): that loads a text decoder, which alone costs 4 ms.
  const source = Buffer.from(getRawAsset(`${part}.js`)).latin1Slice();
  const script = new Script(source, { cachedData, filename: `${part}.js` });
  const module = { exports: {} };
  loaded.set(part, module);
  script.runInThisContext()(require, module, module.exports, load);
  return module.exports;
}

load("program").main(load);
