import { base64url } from "jose";
import { loosened, tampered } from "#test/contract/world.ts";
import { ADA, ISSUER, LINK_SCOPE, MALLORY, testKeys } from "./tenant.ts";

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A token before it is signed. */
type Draft = {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  /** The payload as text, in the place of the claims. */
  payload?: string;
  key?: "next" | "stranger";
  /** What happens to the text afterwards. */
  finish?: (token: string) => string;
};

type Context = { now: number; random: () => number; slot: Slot };
type Slot = "access" | "proof";

/** One way in which a token differs from one that fits. */
type Kind = {
  readonly name: string;
  readonly slots: readonly Slot[];
  readonly change: (draft: Draft, context: Context) => void;
};

/** A's access token and B's ID token, and what is odd about them. */
export type Pair = {
  readonly access: string;
  readonly proof: string;
  readonly kinds: readonly string[];
};

const BOTH: readonly Slot[] = ["access", "proof"];

const claims = (
  name: string,
  slots: readonly Slot[],
  changed: (context: Context) => Record<string, unknown>,
): Kind => ({
  name,
  slots,
  change: (draft, context) => Object.assign(draft.claims, changed(context)),
});
const header = (name: string, changed: Record<string, unknown>): Kind => ({
  name,
  slots: BOTH,
  change: (draft) => Object.assign(draft.header, changed),
});
const text = (name: string, finish: (token: string, slot: Slot) => string): Kind => ({
  name,
  slots: BOTH,
  change: (draft, { slot }) => {
    draft.finish = (token) => finish(token, slot);
  },
});
const whole = (random: () => number, limit: number): number => Math.floor(random() * limit);
const later = (name: string, claim: string, seconds: number): Kind =>
  claims(name, BOTH, ({ now }) => ({ [claim]: now + seconds }));

/** Types: what is missing, what is of another type, what is in another unit. */
const TYPES: readonly Kind[] = [
  claims("sub is a number", BOTH, ({ random }) => ({ sub: whole(random, 2_000_000) })),
  claims("sub is missing", BOTH, () => ({ sub: undefined })),
  claims("sub is null", BOTH, () => ({ sub: null })),
  claims("sub is empty", BOTH, () => ({ sub: "" })),
  {
    name: "sub is a number beyond 2^53",
    slots: BOTH,
    change: (draft, { random }) => {
      const number = `900719925474${1000 + whole(random, 9000)}`;
      draft.payload = JSON.stringify({ ...draft.claims, sub: "…" }).replace('"…"', number);
    },
  },
  claims("iss is missing", BOTH, () => ({ iss: undefined })),
  claims("iss is a number", BOTH, () => ({ iss: 7 })),
  claims("aud is missing", BOTH, () => ({ aud: undefined })),
  claims("aud is a number", BOTH, () => ({ aud: 7 })),
  claims("email_verified is text", BOTH, () => ({ email_verified: "true" })),
  claims("scope is a list", ["access"], () => ({ scope: LINK_SCOPE.split(" ") })),
  claims("scope is missing", ["access"], () => ({ scope: undefined })),
  claims("azp is missing", ["access"], () => ({ azp: undefined })),
  claims("azp is a number", ["access"], () => ({ azp: 7 })),
  claims("exp is text", BOTH, ({ now }) => ({ exp: String(now + 60) })),
  claims("exp is missing", BOTH, () => ({ exp: undefined })),
  claims("exp is in milliseconds", BOTH, ({ now, random }) => ({
    exp: (now + whole(random, 7200)) * 1000,
  })),
  claims("iat is text", BOTH, ({ now }) => ({ iat: String(now) })),
  claims("iat is missing", BOTH, () => ({ iat: undefined })),
  claims("iat is in milliseconds", BOTH, ({ now }) => ({ iat: now * 1000 })),
  claims("nbf is text", BOTH, () => ({ nbf: "now" })),
  claims("auth_time is in milliseconds", ["proof"], ({ now }) => ({ auth_time: now * 1000 })),
];

/** Values: of the right type, and yet not what the place asks for. */
const VALUES: readonly Kind[] = [
  claims("nothing is odd", BOTH, () => ({})),
  claims("iss is another tenant", BOTH, () => ({ iss: "https://other.example/" })),
  claims("iss lacks its slash", BOTH, () => ({ iss: ISSUER.slice(0, -1) })),
  claims("aud lacks its slash", ["access"], () => ({ aud: `${ISSUER}api/v2` })),
  claims("aud is another API", ["access"], () => ({ aud: "https://api.example/" })),
  claims("aud is the API alone", ["access"], () => ({ aud: `${ISSUER}api/v2/` })),
  claims("aud is a list with a number", ["access"], () => ({ aud: [7, `${ISSUER}api/v2/`] })),
  claims("scope is too little", ["access"], () => ({ scope: "openid read:current_user" })),
  claims("scope is update:users", ["access"], () => ({ scope: "update:users" })),
  claims("sub is another user", ["access"], () => ({ sub: MALLORY })),
  claims("azp is another application", ["access"], () => ({ azp: "linklab-other" })),
  claims("azp is no application", ["access"], () => ({ azp: "nobody" })),
  claims("client_id stands for azp", ["access"], () => ({
    azp: undefined,
    client_id: "linklab-spa",
  })),
  claims("cnf binds it", ["access"], () => ({ cnf: { jkt: "thumbprint" } })),
  claims("a server's token", ["access"], () => ({
    sub: "linklab-backend@clients",
    azp: "linklab-backend",
    gty: "client-credentials",
    scope: "update:users",
  })),
  {
    name: "A's ID token in the header",
    slots: ["access"],
    change: (draft, { now }) => {
      draft.claims = idClaims(ADA.password, now);
    },
  },
  {
    name: "an access token in the body",
    slots: ["proof"],
    change: (draft, { now }) => {
      draft.claims = accessClaims(ADA.google, now);
    },
  },
  claims("aud is a list of one", ["proof"], () => ({ aud: ["linklab-spa"] })),
  claims("aud is a list of two", ["proof"], () => ({ aud: ["linklab-spa", "linklab-other"] })),
  claims("aud is a list with an address", ["proof"], () => ({
    aud: ["linklab-spa", "https://api.example/"],
  })),
  claims("aud is another application", ["proof"], () => ({ aud: "linklab-other" })),
  claims("aud is no application", ["proof"], () => ({ aud: "nobody" })),
  claims("aud is a server's application", ["proof"], () => ({ aud: "linklab-backend" })),
  claims("scope in an ID token", ["proof"], () => ({ scope: "openid" })),
  claims("sub is A", ["proof"], () => ({ sub: ADA.password })),
  claims("sub has no bar", ["proof"], () => ({ sub: "ada" })),
];

/** Times. */
const TIMES: readonly Kind[] = [
  later("exp is now", "exp", 0),
  later("exp was half a minute ago", "exp", -30),
  later("exp was an hour ago", "exp", -3600),
  later("exp is in a second", "exp", 1),
  later("iat is a second ahead", "iat", 1),
  later("iat is a minute ahead", "iat", 60),
  later("iat is 61 s ahead", "iat", 61),
  later("iat is 40 days ahead", "iat", 40 * 86_400),
  later("nbf is a minute ahead", "nbf", 60),
  later("nbf is 61 s ahead", "nbf", 61),
];

/** Headers and signatures. */
const SIGNATURES: readonly Kind[] = [
  ...["none", "HS256", "PS256", "ES256", "EdDSA", "RS512"].map((alg) => header(alg, { alg })),
  header("alg is missing", { alg: undefined }),
  header("typ is at+jwt", { typ: "at+jwt" }),
  header("typ is a number", { typ: 7 }),
  header("typ is missing", { typ: undefined }),
  header("a key in the header", { jwk: { kty: "RSA" } }),
  header("an extension", { crit: ["exp"] }),
  header("kid is missing", { kid: undefined }),
  header("kid is unknown", { kid: "nobody" }),
  {
    name: "the next key",
    slots: BOTH,
    change: (draft) => {
      draft.key = "next";
    },
  },
  {
    name: "a stranger's key",
    slots: BOTH,
    change: (draft) => {
      draft.key = "stranger";
    },
  },
  text("the signature is changed", tampered),
  text("the signature is empty", (token) => token.replace(/[^.]+$/, "")),
  text("two parts only", (token) => token.replace(/\.[^.]+$/, "")),
  text("no token at all", (token) => token.slice(-32)),
];

/** Texts. A header cannot hold a line break. */
const TEXTS: readonly Kind[] = [
  text("wrapped at 64 columns", (token, slot) =>
    token.replaceAll(/.{64}/g, slot === "access" ? "$& " : "$&\n"),
  ),
  text("padding", (token) => `${token}==`),
  text("a bit that encodes nothing", loosened),
  {
    name: "a payload that is no JSON",
    slots: BOTH,
    change: (draft) => {
      draft.payload = "not JSON";
    },
  },
  {
    name: "a payload that is a list",
    slots: BOTH,
    change: (draft) => {
      draft.payload = "[1]";
    },
  },
  {
    name: "sub stands twice",
    slots: BOTH,
    change: (draft) => {
      draft.payload = `{"sub":"github|0",${JSON.stringify(draft.claims).slice(1)}`;
    },
  },
];

/** Every way in which a token of a pair can be odd. */
export const KINDS: readonly Kind[] = [...TYPES, ...VALUES, ...TIMES, ...SIGNATURES, ...TEXTS];

/**
 * A pair in which the kind of this index is made, and in a third of the pairs another one, too.
 *
 * @param now seconds since the epoch
 */
export async function makePair(index: number, random: () => number, now: number): Promise<Pair> {
  const first = KINDS[index % KINDS.length];
  const second = random() < 1 / 3 ? KINDS[whole(random, KINDS.length)] : undefined;
  const drafts: Record<Slot, Draft> = {
    access: { header: { alg: "RS256", typ: "JWT" }, claims: accessClaims(ADA.password, now) },
    proof: { header: { alg: "RS256", typ: "JWT" }, claims: idClaims(ADA.google, now) },
  };
  const kinds = [first, second].flatMap((kind) => kind ?? []);
  const names = kinds.map((kind) => {
    const slot = kind.slots[whole(random, kind.slots.length)] ?? "access";
    kind.change(drafts[slot], { now, random, slot });
    return { name: kind.name, slot };
  });
  return {
    access: await sign(drafts.access),
    proof: await sign(drafts.proof),
    kinds: names.map(({ name }) => name),
  };
}

function accessClaims(sub: string, now: number): Record<string, unknown> {
  return {
    iss: ISSUER,
    sub,
    aud: [`${ISSUER}api/v2/`, `${ISSUER}userinfo`],
    iat: now - 10,
    exp: now + 7200,
    scope: LINK_SCOPE,
    azp: "linklab-spa",
  };
}

function idClaims(sub: string, now: number): Record<string, unknown> {
  const person = { email: "ada@example.com", email_verified: true, nonce: "n-1" };
  return { ...person, iss: ISSUER, sub, aud: "linklab-spa", iat: now - 10, exp: now + 36_000 };
}

const RSA = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength: 2048 };
const stranger = crypto.subtle.generateKey(
  { ...RSA, publicExponent: Uint8Array.of(1, 0, 1) },
  true,
  ["sign", "verify"],
);

/** Signs whatever a draft says, with an RSA key, whatever its header says. */
async function sign({ header: given, claims: own, payload, key, finish }: Draft): Promise<string> {
  const { current, next } = await testKeys();
  const signer = key === "next" ? next : current;
  const privateKey = key === "stranger" ? (await stranger).privateKey : signer.privateKey;
  const parts = [JSON.stringify({ kid: signer.kid, ...given }), payload ?? JSON.stringify(own)];
  const input = parts.map((part) => base64url.encode(part)).join(".");
  const signature = await crypto.subtle.sign(RSA.name, privateKey, new TextEncoder().encode(input));
  const token = `${input}.${base64url.encode(new Uint8Array(signature))}`;
  return finish?.(token) ?? token;
}
