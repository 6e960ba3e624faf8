import { MIN_PASSWORD } from "#emulator/accounts/passwords.ts";
import { MAX_VALUES, sizeOf } from "#emulator/accounts/room.ts";
import { ApiError } from "#emulator/rules/errors.ts";
import { JsonRefused, parseJson, readText } from "#emulator/json.ts";
import type { JsonFailure } from "#emulator/json.ts";

/** JSON types that a property may have. */
export type PropertyType = "string" | "integer" | "boolean" | "object" | "null";

/** The properties of a body. All others are refused, as Auth0 does. */
export type BodySchema = {
  properties: Readonly<Record<string, readonly PropertyType[]>>;
  required?: readonly string[];
};

/** A body whose properties have the types of its schema. */
export type Body = ReadonlyMap<string, unknown>;

/**
 * Reads a JSON body, or a form where the endpoint takes one.
 * @throws ApiError `body-type`, `body-malformed`, `body-invalid`, `metadata-too-large`
 */
export async function readBody(
  request: Request,
  schema: BodySchema,
  options: { form?: boolean } = {},
): Promise<Body> {
  const type = request.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  const text = await readText(request).catch(refuseJson);
  if (type === "application/json") return checkBody(parse(text), schema);
  if (options.form !== true || type !== "application/x-www-form-urlencoded")
    throw new ApiError("body-type");
  const form = [...new URLSearchParams(text)];
  if (new Map(form).size < form.length) throw invalid("Property included more than once");
  // A part of a text keeps all of it in memory, which is the whole form.
  return checkBody(
    structuredClone(Object.fromEntries(form.map((pair) => readPair(pair, schema)))),
    schema,
  );
}

/** A form has nothing but text, so what can only be a boolean is read as one. */
function readPair([name, value]: [string, string], { properties }: BodySchema): [string, unknown] {
  const types = Object.hasOwn(properties, name) ? properties[name] : undefined;
  const isBoolean = types?.includes("boolean") === true && ["true", "false"].includes(value);
  return [name, isBoolean ? value === "true" : value];
}

function checkBody(body: unknown, schema: BodySchema): Body {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw invalid(`Expected type object but found type ${typeOf(body)}`);
  const entries = new Map<string, unknown>(Object.entries(body));
  if (entries.size === 0) throw invalid("Too few properties defined (0), minimum 1");
  for (const [name, value] of entries) {
    const types = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    if (types === undefined) throw invalid(`Additional properties not allowed: ${name}`);
    const found = typeOf(value);
    if (!types.some((type) => type === found))
      throw invalid(
        `Expected type ${types.join(" or ")} but found type ${found} on property ${name}`,
      );
    // Before there is a password to hash: all of the body is kept until then.
    if (typeof value === "object" && value !== null) boundMetadata(value);
  }
  for (const name of schema.required ?? [])
    if (!entries.has(name)) throw invalid(`Missing required property: ${name}`);
  return entries;
}

/** A property that is text; empty when it is not there. */
export function textOf(body: Body, name: string): string {
  const value = body.get(name);
  return typeof value === "string" ? value : "";
}

/** A property that is an object; undefined when it is not there. */
export function recordOf(body: Body, name: string): Record<string, unknown> | undefined {
  const value = body.get(name);
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? { ...value }
    : undefined;
}

/** Characters of JSON: as much as one body carries, so that no row of them grows without end. */
const MAX_METADATA = 102_400;

/**
 * Metadata as it came: people write their own, a value takes much more memory than text, and searches look at each.
 * @throws ApiError `metadata-too-large`
 */
export function boundMetadata(metadata: object): void {
  const { text, values } = sizeOf(metadata);
  if (text > MAX_METADATA || values > MAX_VALUES) throw new ApiError("metadata-too-large");
}

/**
 * A new password, if one is sent.
 * @throws ApiError `body-invalid` when it is empty, `password-weak`
 */
export function passwordOf(body: Body): string | undefined {
  const password = body.get("password");
  if (password === "")
    throw invalid("String is too short (0 chars), minimum 1 on property password");
  if (typeof password === "string" && password.length < MIN_PASSWORD)
    throw new ApiError("password-weak");
  return typeof password === "string" ? password : undefined;
}

/** Characters of what somebody may be called; ours, so that no profile is longer than a token may be. */
const LONGEST: Readonly<Record<string, number>> = {
  username: 128,
  given_name: 150,
  family_name: 150,
  name: 300,
  nickname: 300,
  picture: 2048,
};

const ATTRIBUTES =
  "email email_verified phone_number phone_verified username name given_name family_name nickname picture".split(
    " ",
  );

/** The attributes of a profile that are sent. */
export function attributesOf(body: Body): Record<string, unknown> {
  const names = ATTRIBUTES.filter((name) => body.has(name));
  return Object.fromEntries(names.map((name) => [name, body.get(name)]));
}

/**
 * Checks that texts of a profile are not endless, and that a phone number, if one is sent, has the form of
 * E.164.
 * @throws ApiError `body-invalid`
 * @see https://auth0.com/docs/api/management/v2/users/post-users
 */
export function checkAttributes(body: Body): void {
  for (const [name, most] of Object.entries(LONGEST)) {
    const { length } = textOf(body, name);
    if (length > most)
      throw invalid(`String is too long (${length} chars), maximum ${most} on property ${name}`);
  }
  const number = body.get("phone_number");
  if (typeof number === "string" && !/^\+[0-9]{1,15}$/.test(number))
    throw invalid("String does not match pattern ^\\+[0-9]{1,15}$ on property phone_number");
}

/**
 * The body with the e-mail address as a database stores it, in lower case.
 * @see https://auth0.com/docs/api/management/v2/users-by-email/get-users-by-email
 */
export function withStoredEmail(body: Body): Body {
  if (!body.has("email")) return body;
  // Letters of ASCII only: what is no address must not become one.
  const email = textOf(body, "email").replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  return new Map([...body, ["email", email]]);
}

/** A refusal in Auth0's words for what is wrong with a body. */
export function invalid(reason: string): ApiError {
  return new ApiError("body-invalid", { reason });
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    return refuseJson(error);
  }
}

const REASONS = {
  encoding: undefined,
  syntax: undefined,
  depth: "Nested too deeply",
  prototype: "Additional properties not allowed: __proto__",
} as const satisfies Record<JsonFailure, string | undefined>;

function refuseJson(error: unknown): never {
  if (!(error instanceof JsonRefused)) throw error;
  const reason = REASONS[error.reason];
  throw reason === undefined ? new ApiError("body-malformed") : invalid(reason);
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  // Beyond these an id may have become another one as it was read. What Auth0 does with them is in no source we know.
  return Number.isSafeInteger(value) ? "integer" : typeof value;
}
