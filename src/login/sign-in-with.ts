import { grantOf } from "#protocol/authorization.ts";
import { createCodeSignIn } from "./code-sign-in.ts";
import { createImplicitSignIn } from "./implicit-sign-in.ts";
import type { CreateSignIn } from "./sign-in.ts";

/** Signs in with the SDK that speaks the flow of the request: auth0-spa-js or auth0.js. */
export const signInWith: CreateSignIn = (tenant, parameters) =>
  grantOf(parameters) === "code"
    ? createCodeSignIn(tenant, parameters)
    : createImplicitSignIn(tenant, parameters);
