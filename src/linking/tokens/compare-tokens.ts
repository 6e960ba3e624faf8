import { minifyJson, type JsonText } from "#protocol/json-text.ts";
import type { TokenReading } from "#protocol/token-reading.ts";

/** A claim in two tokens, as it is written in each. */
export type ComparedClaim = {
  readonly part: "header" | "payload";
  readonly name: string;
  readonly left: string | null;
  readonly right: string | null;
  readonly relation: "equal" | "different" | "only-left" | "only-right";
};

/** Claims that decide a link come first, in the order in which they are compared. */
const FIRST = ["alg", "iss", "sub", "aud", "azp", "scope", "email", "email_verified", "auth_time"];

/** Sets two tokens side by side, claim by claim. */
export function compareTokens(left: TokenReading, right: TokenReading): readonly ComparedClaim[] {
  return [
    ...compareMembers("header", left.header, right.header),
    ...compareMembers("payload", left.payload, right.payload),
  ];
}

function compareMembers(
  part: ComparedClaim["part"],
  left: JsonText | null,
  right: JsonText | null,
): readonly ComparedClaim[] {
  const lefts = membersOf(left);
  const rights = membersOf(right);
  const names = [...new Set([...lefts.keys(), ...rights.keys()])];
  return names
    .toSorted((a, b) => rank(a) - rank(b))
    .map((name) => {
      const [one, other] = [lefts.get(name) ?? null, rights.get(name) ?? null];
      return { part, name, left: one, right: other, relation: relate(one, other) };
    });
}

function membersOf(json: JsonText | null): Map<string, string> {
  return new Map(json?.members.map(({ name, source }) => [name, print(source)]));
}

/** Escapes and blanks are no difference. */
function print(source: string): string {
  return source.startsWith('"') ? String(JSON.parse(source)) : minifyJson(source);
}

function rank(name: string): number {
  const index = FIRST.indexOf(name);
  return index === -1 ? FIRST.length : index;
}

function relate(left: string | null, right: string | null): ComparedClaim["relation"] {
  if (left === null) return "only-right";
  if (right === null) return "only-left";
  return left === right ? "equal" : "different";
}
