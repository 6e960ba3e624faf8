import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import { generateKey } from "#emulator/keys.ts";
import { signClaims } from "#emulator/oauth/token/sign.ts";
import { systemRandom as random } from "#emulator/hosts/system.ts";

const AUDIENCE = "http://localhost/api/v2/";
const SECONDS = 86_400;

/**
 * The limit that a tenant is held against: nothing but `node:http` and the tenant's own signing call, with
 * a key that is there. It asks nothing, and looks nothing up.
 */
export async function main(): Promise<void> {
  const { privateKey, kid } = await generateKey(random);
  const answer = async (outgoing: ServerResponse) => {
    const iat = Math.floor(Date.now() / 1000);
    const claims = { iss: "http://localhost/", sub: "bare@clients", aud: AUDIENCE, azp: "bare" };
    const token = await signClaims(
      { ...claims, iat, exp: iat + SECONDS, scope: "read:users" },
      { alg: "RS256", typ: "JWT", kid },
      privateKey,
    );
    outgoing.setHeader("Content-Type", "application/json; charset=utf-8");
    outgoing.end(
      JSON.stringify({ access_token: token, expires_in: SECONDS, token_type: "Bearer" }),
    );
  };
  const server = createServer((incoming, outgoing) => {
    incoming.resume().once("end", () => {
      answer(outgoing).catch(() => outgoing.destroy());
    });
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (typeof address === "object" && address !== null)
      console.log(`http://127.0.0.1:${address.port}/`);
  });
}
