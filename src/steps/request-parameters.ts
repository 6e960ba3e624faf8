import {
  RESPONSE_MODES,
  RESPONSE_TYPES,
  grantOf,
  responseModeOf,
  type AuthorizationParameters,
  type Place,
} from "#protocol/authorization.ts";
import type { EditableParameter } from "#ui/request-form.tsx";

const PROMPTS = ["", "login", "none", "consent", "select_account"];

const HELP: Readonly<Record<Exclude<keyof AuthorizationParameters, "response_mode">, string>> = {
  client_id: "The application. Both accounts must use the same one.",
  response_type: "What comes back. Code is spoken by auth0-spa-js, the rest by auth0.js.",
  audience:
    "The API the access token is for. Without it the token is opaque: no JWT, and only /userinfo reads it.",
  scope: "What the tokens may do. What is not allowed is left out without an error.",
  redirect_uri: "Where the answer goes. It must be registered to the letter.",
  prompt: "login asks again even with a session; none shows nothing.",
  max_age: "Seconds since the last login that still count. 0 asks again.",
  connection: "Goes straight to one kind of login, such as google-oauth2.",
  login_hint: "Fills in the e-mail address.",
  "ext-color-scheme": "The theme of this page, for a login page that takes it.",
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
    responseMode(parameters, place),
    text("audience"),
    { ...text("scope"), help: isCode ? `${HELP.scope} The SDK adds openid.` : HELP.scope },
    { ...text("redirect_uri"), isFixed: true },
    { ...text("prompt"), options: PROMPTS },
    text("max_age"),
    text("connection"),
    text("login_hint"),
    // Not of the lesson: there only where somebody chose a theme.
    ...(parameters["ext-color-scheme"] === ""
      ? []
      : [{ ...text("ext-color-scheme"), isFixed: true }]),
  ];

  function text(name: keyof typeof HELP): EditableParameter {
    return { name, value: parameters[name], help: HELP[name] };
  }
}

/** Free where this page leaves: in a popup only the mode that the SDK waits for ever ends it. */
function responseMode(parameters: AuthorizationParameters, place: Place): EditableParameter {
  const isCode = grantOf(parameters) === "code";
  const field = { name: "response_mode", value: responseModeOf(parameters, place) };
  if (place !== "redirect") {
    const help = isCode
      ? "Fixed: in a popup auth0-spa-js waits for a message and sets web_message itself."
      : "Fixed: in a popup auth0.js reads the fragment of its callback page.";
    return { ...field, isFixed: true, help };
  }
  return {
    ...field,
    options: isCode ? RESPONSE_MODES.filter((mode) => mode !== "") : RESPONSE_MODES,
    help: isCode
      ? "How the answer comes back. auth0-spa-js sets query and reads nothing else; LinkLab changes it in the SDK’s finished URL."
      : "How the answer comes back. auth0.js passes it on, and reads the fragment, the default, alone.",
  };
}

/** The request with one parameter changed; a name or value that is none is ignored. */
export function withParameter(
  parameters: AuthorizationParameters,
  name: string,
  value: string,
): AuthorizationParameters {
  if (name === "response_type") {
    const type = RESPONSE_TYPES.find((known) => known === value);
    return type === undefined ? parameters : withType(parameters, type);
  }
  if (name === "response_mode") {
    const mode = RESPONSE_MODES.find((known) => known === value);
    return mode === undefined ? parameters : { ...parameters, response_mode: mode };
  }
  return Object.hasOwn(parameters, name) ? { ...parameters, [name]: value } : parameters;
}

/** Another response type; where that is another SDK's, it also chooses the mode anew. */
export function withType(
  parameters: AuthorizationParameters,
  type: AuthorizationParameters["response_type"],
): AuthorizationParameters {
  const changed = { ...parameters, response_type: type };
  return grantOf(changed) === grantOf(parameters) ? changed : { ...changed, response_mode: "" };
}
