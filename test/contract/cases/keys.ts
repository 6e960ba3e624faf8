import { X509Certificate } from "node:crypto";
import * as v from "valibot";
import { send } from "#test/contract/world.ts";
import type { ContractCase } from "#test/contract/world.ts";

const jwksSchema = v.object({
  keys: v.array(v.object({ n: v.string(), x5t: v.string(), x5c: v.tuple([v.string()]) })),
});

/** The JWKS: its keys, and their certificates. */
export const KEY_CASES: readonly ContractCase[] = [
  {
    items: ["E28"],
    title: "two public keys are shown with their certificates, and nothing private",
    act: (world) => send(world, "/.well-known/jwks.json"),
    status: 200,
    rule: "jwks",
    body: {
      keys: [
        { kty: "RSA", use: "sig", alg: "RS256" },
        { kty: "RSA", use: "sig", alg: "RS256" },
      ],
    },
    // In the order of a real tenant's.
    text: /^\{"keys":\[(\{"kty":"\w+","use":"sig","n":"[\w-]+","e":"\w+","kid":"[\w-]{21}","x5t":"[\w-]{27}","x5c":\["[\w+/=]+"\],"alg":"RS256"\},?){2}\]\}$/,
  },
  {
    items: ["E28"],
    title: "the certificate of a key is of that key, of this tenant, signed by itself",
    act: (world) => send(world, "/.well-known/jwks.json"),
    status: 200,
    rule: "jwks",
    afterwards: async (world) => {
      const answer = await (await send(world, "/.well-known/jwks.json")).json();
      return v.parse(jwksSchema, answer).keys.map(({ n, x5t, x5c: [der] }) => {
        const certificate = new X509Certificate(Buffer.from(der, "base64"));
        return [
          certificate.publicKey.export({ format: "jwk" }).n === n,
          certificate.verify(certificate.publicKey),
          certificate.ca,
          Buffer.from(x5t, "base64url").toString("hex").toUpperCase() ===
            certificate.fingerprint.replaceAll(":", ""),
          certificate.subject,
        ];
      });
    },
    shows: [
      [true, true, true, true, "CN=localhost"],
      [true, true, true, true, "CN=localhost"],
    ],
  },
];
