import { Auth0Provider } from "@auth0/auth0-react";
import type { ReactNode } from "react";

export function Auth({ children }: { children: ReactNode }) {
  return (
    <Auth0Provider
      domain="{yourDomain}"
      clientId="{yourClientId}"
      authorizationParams={{
        redirect_uri: window.location.origin,
      }}
    >
      {children}
    </Auth0Provider>
  );
}
