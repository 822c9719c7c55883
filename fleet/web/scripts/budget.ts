// Measures the built console as browsers get it, gzipped: the shell (what every page loads) and
// what each route, or part of one that comes later, adds to what is loaded by then. Over the budget,
// it says by how much and fails.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const SHELL_LIMIT = 130_000;
const ROUTE_LIMIT = 60_000;

interface Chunk {
  file: string;
  imports?: string[];
  dynamicImports?: string[];
  isEntry?: boolean;
  isDynamicEntry?: boolean;
}

const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8")) as Record<
  string,
  Chunk
>;

function withImports(name: string, found = new Set<string>()): Set<string> {
  const chunk = manifest[name];
  if (!chunk || found.has(name)) return found;
  found.add(name);
  for (const imported of chunk.imports ?? []) withImports(imported, found);
  return found;
}

function gzipped(names: Iterable<string>): number {
  let bytes = 0;
  for (const name of names) {
    const file = manifest[name]?.file;
    if (file?.endsWith(".js")) bytes += gzipSync(readFileSync(new URL(file, dist))).length;
  }
  return bytes;
}

function report(label: string, bytes: number, limit: number): boolean {
  const within = bytes <= limit;
  const size = `${(bytes / 1000).toFixed(1)} kB of ${limit / 1000} kB`;
  console.log(`${within ? "ok  " : "OVER"} ${label.padEnd(36)} ${size}`);
  return within;
}

const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry);
if (!entry) throw new Error("dist/.vite/manifest.json names no entry");
const shell = withImports(entry);
let within = report("shell", gzipped(shell), SHELL_LIMIT);
/** What is loaded whenever a chunk is asked for, whoever asks for it. */
function loadedBefore(name: string): Set<string> {
  const asking = Object.keys(manifest).filter((one) =>
    manifest[one]?.dynamicImports?.includes(name),
  );
  const [first = new Set<string>(), ...others] = asking.map((one) => withImports(one));
  const always = [...first].filter((one) => others.every((other) => other.has(one)));
  return new Set([...shell, ...always]);
}

for (const name of Object.keys(manifest)) {
  if (!manifest[name]?.isDynamicEntry) continue;
  const before = loadedBefore(name);
  const added = [...withImports(name)].filter((one) => !before.has(one));
  within = report(name, gzipped(added), ROUTE_LIMIT) && within;
}
if (!within) process.exitCode = 1;
