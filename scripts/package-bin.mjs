#!/usr/bin/env node
// The command of the package `linklab`. Plain JavaScript, so that an old Node reads it and is told.
/** @typedef {{ runAsProcess: (args: string[]) => Promise<void> }} Command */

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19) || major === 21 || (major === 22 && minor < 12)) {
  console.error(`LinkLab needs Node 20.19, 22.12 or newer. This is Node ${process.versions.node}.`);
  process.exit(1);
}
// Not before: an older Node cannot load it.
const built = new URL("./lib/linklab.js", import.meta.url);
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- src/cli/linklab.ts, built
const command = /** @type {Command} */ (await import(built.href));
await command.runAsProcess(process.argv.slice(2));
