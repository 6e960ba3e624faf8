import {
  METADATA_SCOPES,
  type MetadataKind,
  type PlannedCall,
} from "#linking/walkthrough/metadata-plan.ts";

/** What each call of the plan does. */
export const CALLS: Readonly<Record<PlannedCall["id"], string>> = {
  "read-b": "Read B with B’s access token, while B is still a user of its own.",
  "patch-user-metadata": "PATCH A’s user_metadata with A’s access token.",
  "patch-app-metadata":
    "PATCH A’s app_metadata from your server, with update:users_app_metadata. A page cannot.",
  link: "Link. B’s metadata ends here.",
};

/**
 * What a page's token may do with each kind. That it reads `app_metadata` is reported; that it cannot
 * write it is documented.
 *
 * @see Auth0, Get Management API Access Tokens for Single-Page Applications
 */
export const ACCESS_NOTES: Readonly<Record<MetadataKind, string>> = {
  user_metadata: `A page’s token reads and writes it: read:current_user ${METADATA_SCOPES.user_metadata}.`,
  app_metadata: `A page’s token reads it, with read:current_user, and cannot write it. A server’s can: ${METADATA_SCOPES.app_metadata}.`,
};

/** Where a kind is missing for A or B. */
export const UNREAD = "It was not read for both, so nothing is planned for it. The link drops B’s.";
