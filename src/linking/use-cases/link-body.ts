import { readJsonText } from "#protocol/json-text.ts";
import { isRecord, TOKEN_SIZE_LIMIT } from "#protocol/token.ts";
import { wholeOf, type Exchange, type Place } from "./exchange.ts";

/** What the body of a link request names the second account by. */
export type LinkBody = {
  readonly kind: "link_with" | "user_id" | "both" | "absent" | "unreadable" | "neither";
  /** What decides it; none where nothing is there. */
  readonly places: readonly Place[];
  /** `link_with` as it was sent. */
  readonly linkWith: string | null;
  /** Whether `provider` is there, which `user_id` needs. */
  readonly hasProvider: boolean;
};

type Member = { readonly value: unknown; readonly place: Place };

const BODY_LIMIT = 2 * TOKEN_SIZE_LIMIT;

/**
 * Reads the body of a link request: JSON, a form, or a value that was parsed before.
 *
 * @see Auth0 Management API, LinkUserIdentityRequestContent
 */
export function readLinkBody(exchange: Exchange): LinkBody {
  const found = membersOf(exchange.body);
  if (found === "absent") return nothing("absent", []);
  return "part" in found ? nothing("unreadable", [found]) : judgeMembers(found, exchange.body);
}

function judgeMembers(members: ReadonlyMap<string, Member>, body: unknown): LinkBody {
  const proof = members.get("link_with");
  const name = members.get("user_id");
  const hasProof = typeof proof?.value === "string" && proof.value.trim() !== "";
  const hasName =
    (typeof name?.value === "string" && name.value.trim() !== "") ||
    (typeof name?.value === "number" && Number.isFinite(name.value));
  const hasProvider = members.has("provider");
  const linkWith = hasProof && typeof proof.value === "string" ? proof.value : null;
  if (proof && name && hasProof && hasName)
    return { kind: "both", places: [name.place, proof.place], linkWith, hasProvider };
  if (name && hasName) return { kind: "user_id", places: [name.place], linkWith, hasProvider };
  if (proof && hasProof) return { kind: "link_with", places: [proof.place], linkWith, hasProvider };
  const odd = proof ?? name ?? members.get("provider");
  const text = typeof body === "string" ? [wholeOf("body", null, body)] : [];
  return nothing("neither", odd ? [odd.place] : text);
}

/** The members with their places, `absent`, or the place of a text that cannot be read. */
function membersOf(body: unknown): ReadonlyMap<string, Member> | "absent" | Place {
  if (body === undefined || body === null) return "absent";
  const text = typeof body === "string" ? body : print(body);
  if (text === null) return wholeOf("body", null, "");
  if (text.trim() === "") return "absent";
  const whole = wholeOf("body", null, text);
  if (text.length > BODY_LIMIT) return whole;
  const json = readJsonText(text);
  if (json === null) return /^[\w.~%-]+=/.test(text.trimStart()) ? formMembers(whole) : whole;
  const { value } = json;
  if (!isRecord(value)) return whole;
  return new Map(
    json.members.map(({ name, start, end }) => [
      name,
      { value: value[name], place: { ...whole, name, start, end } },
    ]),
  );
}

function formMembers(whole: Place): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  for (const { 0: pair, index } of whole.text.matchAll(/[^&]+/g)) {
    const [[name, value] = ["", ""]] = new URLSearchParams(pair);
    members.set(name, { value, place: { ...whole, name, start: index, end: index + pair.length } });
  }
  return members;
}

/** JSON of a parsed body; `null` for what has none, such as a cycle. */
function print(body: unknown): string | null {
  try {
    const text: unknown = JSON.stringify(body, null, 2);
    return typeof text === "string" ? text : null;
  } catch {
    return null;
  }
}

function nothing(kind: "absent" | "unreadable" | "neither", places: readonly Place[]): LinkBody {
  return { kind, places, linkWith: null, hasProvider: false };
}
