import { Auth0Provider } from "@auth0/auth0-react";
import type { ReactNode } from "react";

export function Auth({ children }: { children: ReactNode }) {
  return (
    <Auth0Provider
      domain="{yourDomain}"
      clientId="{yourClientId}"
      authorizationParams={{
        redirect_uri: window.location.origin,
        // The slash at the end is part of the audience.
        audience: "https://{yourDomain}/api/v2/",
        scope: "openid profile email read:current_user update:current_user_identities",
      }}
    >
      {children}
    </Auth0Provider>
  );
}
