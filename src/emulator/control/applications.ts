import type { Application, Connection } from "#emulator/model.ts";

/**
 * An application as the control API shows it, with the names of Auth0's Management API. Its secret is
 * left out: who needs it has the seed.
 * @see https://auth0.com/docs/api/management/v2/clients/get-clients
 */
export function describeApplication(application: Application) {
  return {
    name: application.name,
    client_id: application.clientId,
    app_type: application.type,
    is_first_party: application.isFirstParty,
    callbacks: application.callbacks,
    allowed_logout_urls: application.logoutUrls,
    web_origins: application.webOrigins,
    allowed_origins: [...application.corsOrigins],
    grant_types: [...application.grantTypes],
    jwt_configuration: { alg: application.idTokenAlg },
  };
}

/** A connection as the control API shows it. */
export function describeConnection({ id, name, strategy, displayName, clientIds }: Connection) {
  return { id, name, strategy, display_name: displayName, enabled_clients: [...clientIds] };
}
