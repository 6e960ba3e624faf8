import {
  RESPONSE_TYPES,
  grantOf,
  responseModeOf,
  type AuthorizationParameters,
  type Place,
} from "#protocol/authorization.ts";
import type { EditableParameter } from "#ui/request-form.tsx";

const PROMPTS = ["", "login", "none", "consent", "select_account"];

const HELP: Readonly<Record<keyof AuthorizationParameters, string>> = {
  client_id: "The application. Both accounts must use the same one.",
  response_type: "What comes back. Code is spoken by auth0-spa-js, the rest by auth0.js.",
  audience: "The API the access token is for. Without it the token is opaque.",
  scope: "What the tokens may do. What is not allowed is left out without an error.",
  redirect_uri: "Where the answer goes. It must be registered to the letter.",
  prompt: "login asks again even with a session; none shows nothing.",
  max_age: "Seconds since the last login that still count. 0 asks again.",
  connection: "Goes straight to one kind of login, such as google-oauth2.",
  login_hint: "Fills in the e-mail address.",
};

/** An authorization request as a form: what may be edited, from what, and what it does. */
export function editableParameters(
  parameters: AuthorizationParameters,
  place: Place,
): readonly EditableParameter[] {
  const isCode = grantOf(parameters) === "code";
  return [
    text("client_id"),
    {
      ...text("response_type"),
      options: RESPONSE_TYPES,
    },
    {
      name: "response_mode",
      value: responseModeOf(parameters, place),
      isFixed: true,
      help: "How it comes back: the SDK chooses by place and response type.",
    },
    text("audience"),
    { ...text("scope"), help: isCode ? `${HELP.scope} The SDK adds openid.` : HELP.scope },
    { ...text("redirect_uri"), isFixed: true },
    { ...text("prompt"), options: PROMPTS },
    text("max_age"),
    text("connection"),
    text("login_hint"),
  ];

  function text(name: keyof AuthorizationParameters): EditableParameter {
    return { name, value: parameters[name], help: HELP[name] };
  }
}

/** The request with one parameter changed; a name or value that is none is ignored. */
export function withParameter(
  parameters: AuthorizationParameters,
  name: string,
  value: string,
): AuthorizationParameters {
  if (name === "response_type") {
    const type = RESPONSE_TYPES.find((known) => known === value);
    return type === undefined ? parameters : { ...parameters, response_type: type };
  }
  return Object.hasOwn(parameters, name) ? { ...parameters, [name]: value } : parameters;
}
