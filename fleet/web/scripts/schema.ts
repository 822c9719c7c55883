// Writes src/api/schema.d.ts, the types of the console's API, from the API's own description:
// `npm run schema`. With --check it only tells whether the committed file fits that description.
//
// The description comes from Python (fleet.api.console_openapi), with the interpreter of .venv.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const target = fileURLToPath(new URL("../src/api/schema.d.ts", import.meta.url));
const header =
  "// Written by `npm run schema` from fleet/api: change the routes, not this file.\n\n";

const document = execFileSync(`${root}.venv/bin/python`, ["-m", "fleet.api.console_openapi"], {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
});
const types = await openapiTS(JSON.parse(document) as OpenAPI3, {
  // A field with a default is always there in an answer, but may be left out of a request.
  defaultNonNullable: false,
  rootTypes: false,
});
const wanted = header + astToString(types);

if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== wanted) {
    console.error("src/api/schema.d.ts does not fit the API: run tools/npm run schema");
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, wanted);
}
