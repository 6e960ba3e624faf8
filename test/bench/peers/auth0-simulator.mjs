// It serves https alone, with a certificate from the home folder. Here it is spared both, so that all are
// compared over http.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import https from "node:https";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const home = mkdtempSync(join(tmpdir(), "bench-home-"));
const certificates = join(home, ".simulacrum", "certs");
mkdirSync(certificates, { recursive: true });
for (const name of ["localhost.pem", "localhost-key.pem"])
  writeFileSync(join(certificates, name), "");
process.env["HOME"] = process.env["USERPROFILE"] = home;
https.createServer = (_, app) => createServer(app);

// Its modules for `import` fail at the first token, for want of a default import.
const { simulation } = createRequire(import.meta.url)("@simulacrum/auth0-simulator");
const { port } = await simulation().listen(0, "127.0.0.1");
rmSync(home, { recursive: true });
console.log(`http://127.0.0.1:${port}/`);
