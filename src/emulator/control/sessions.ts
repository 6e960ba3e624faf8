import type { Context } from "hono";
import { findUserByIdentity } from "#emulator/accounts/users.ts";
import type { Core } from "#emulator/core.ts";
import { signIn } from "#emulator/oauth/sessions.ts";
import { ControlError } from "./errors.ts";

/**
 * Signs the browser that called in, as its login page would: a new session under a new cookie, which
 * replaces the one that was there. The answer names the session and never holds the cookie's value.
 * @param id of a user, or of one of the identities linked to them: the session began with that one
 * @throws ControlError `user-unknown`, `user-blocked`
 */
export function openSession(c: Context, core: Core, id: string) {
  const user = findUserByIdentity(core.store, id);
  if (user === undefined) throw new ControlError("user-unknown", `user_id: ${id}`);
  if (user.isBlocked) throw new ControlError("user-blocked");
  // All that is made with the session shares the text that is there, where there is one.
  const begun = id === user.userId ? user.userId : id;
  const { identityKey, authTime, expiresAt } = signIn(c, core, { user, identityKey: begun });
  return {
    user_id: user.userId,
    identity: identityKey,
    auth_time: authTime,
    expires_at: expiresAt,
  };
}
