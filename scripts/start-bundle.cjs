// Runs a bundled command-line program that is not (yet) inside an executable: start-bundle.cjs FILE [ARG …]
"use strict";
process.argv.splice(1, 1);
require(process.argv[1]);
