import type { Role } from "#linking/labs/lab.ts";

/** Somebody of one performance of an attack. */
export type Person = {
  readonly role: Role;
  readonly name: string;
  /** Who it is, in a few words. */
  readonly is: string;
  readonly connection: string;
  /** Without `provider|`. */
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  readonly isEmailVerified: boolean;
  /** `null` at a provider, which asks for its own. */
  readonly password: string | null;
};

/** Everybody of one performance: `A` is the attacker, whose user survives a link; `B` is the victim. */
export type People = Readonly<Record<Role, Person>>;

/** Whose address it is, and whether somebody has verified it. */
type Told = Pick<Person, "is" | "isEmailVerified"> & { readonly address: "mallory" | "victor" };

/** The attacker, with a password. @param tag letters and digits that no other performance has */
export function mallory(tag: string, told: Told): Person {
  const connection = "Username-Password-Authentication";
  // They live for a few minutes, at a tenant for trying.
  return { ...person("A", "auth0", tag, told), name: "Mallory", connection, password: "Passw0rd!" };
}

/** The victim, at Google. @param tag as that of {@link mallory} */
export function victor(tag: string, told: Told): Person {
  const connection = "google-oauth2";
  return { ...person("B", connection, tag, told), name: "Victor", connection, password: null };
}

function person(role: Role, provider: string, tag: string, { address, ...told }: Told) {
  const id = `lab-${role.toLowerCase()}-${tag}`;
  return { ...told, role, id, userId: `${provider}|${id}`, email: `${address}-${tag}@example.com` };
}
