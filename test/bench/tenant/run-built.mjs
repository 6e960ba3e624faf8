// Runs what was built for the benchmark in a process of its own: `run-built.mjs bare-signer`.
import { fileURLToPath, pathToFileURL } from "node:url";

const [name = "", ...args] = process.argv.slice(2);
const built = fileURLToPath(new URL(`../../../dist/node/${name}.js`, import.meta.url));
const { main } = await import(pathToFileURL(built).href);
await main(args);
