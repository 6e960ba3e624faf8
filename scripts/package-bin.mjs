#!/usr/bin/env node
// The command of the package `linklab`. Plain JavaScript, so that an old Node reads it and is told.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19) || major === 21 || (major === 22 && minor < 12)) {
  console.error(`LinkLab needs Node 20.19, 22.12 or newer. This is Node ${process.versions.node}.`);
  process.exit(1);
}
/** @type {{ runAsProcess: (args: string[]) => Promise<void> }} */
const { runAsProcess } = await import(new URL("./lib/linklab.js", import.meta.url).href);
await runAsProcess(process.argv.slice(2));
