import type { ControlCall } from "#protocol/control.ts";

const CONNECTIONS = { A: "Username-Password-Authentication", B: "google-oauth2" } as const;
const PROVIDERS = { A: "auth0", B: "google-oauth2" } as const;

/** A user that is made for one cell of the table and deleted after it. */
export type ThrowAwayUser = {
  readonly owner: "A" | "B";
  /** `provider|id`. */
  readonly userId: string;
  readonly identity: { readonly provider: string; readonly user_id: string };
  readonly create: ControlCall;
};

/**
 * A or B of a cell: a database account and one of a provider.
 *
 * @param id as long as nobody else has it
 */
export function throwAwayUser(owner: "A" | "B", id: string): ThrowAwayUser {
  const provider = PROVIDERS[owner];
  const userId = `${provider}|${id}`;
  return {
    owner,
    userId,
    identity: { provider, user_id: id },
    create: {
      method: "POST",
      path: "users",
      body: {
        connection: CONNECTIONS[owner],
        user_id: id,
        email: `${id}@use-cases.example`,
        profile: { name: `${owner} of a use case` },
      },
    },
  };
}
