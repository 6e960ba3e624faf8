import { expect, test } from "vitest";
import { LOGIN_A, openSession, setUpSignIn } from "#test/support/sign-in.ts";

setUpSignIn();

test.each([
  ["code", "redirect", "/callback"],
  ["code", "popup", "/callback"],
  ["token id_token", "redirect", "/callback"],
  ["token id_token", "popup", "/callback/popup"],
  ["id_token", "popup", "/callback/popup"],
] as const)("sends the answer of %s by %s to %s", (type, place, path) => {
  const primary = { ...LOGIN_A, response_type: type };
  const { session } = openSession({ choices: { primary, place } });
  expect(session.loginRequest("primary").redirect_uri).toBe(`http://localhost:5173${path}`);
});

test.each([
  ["code", "dark"],
  ["token id_token", ""],
] as const)("tells the login page the theme that was chosen, by %s: %j", (type, scheme) => {
  const primary = { ...LOGIN_A, response_type: type };
  const { session } = openSession({ choices: { primary }, colorScheme: "dark" });
  expect(session.loginRequest("primary")["ext-color-scheme"]).toBe(scheme);
  expect(session.chosenRequest("primary")["ext-color-scheme"]).toBe("");
});
