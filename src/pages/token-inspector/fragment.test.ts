// @vitest-environment happy-dom
// @vitest-environment-options { "url": "http://localhost:5173/" }
import { expect, test } from "vitest";
import { readText } from "#reader/read-text.ts";
import { forgeToken } from "#test/support/tokens.ts";
import { takeFragment } from "./fragment.ts";

const TOKEN = forgeToken({ sub: "auth0|1" });

function goTo(address: string): void {
  window.history.replaceState({ kept: true }, "", address);
}

test.each([
  ["with a name", `/tokens#token=${TOKEN}`, TOKEN],
  ["by itself", `/tokens#${TOKEN}`, TOKEN],
  ["with padding", `/tokens#${TOKEN}==`, `#${TOKEN}==`],
  ["percent-encoded", `/tokens#token=Bearer%20${TOKEN}`, `Bearer ${TOKEN}`],
  ["badly encoded", `/tokens#${TOKEN}%`, `${TOKEN}%`],
  ["among parameters", `/tokens#state=s&id_token=${TOKEN}`, `#state=s&id_token=${TOKEN}`],
  ["after a slash", `/tokens/#id_token=${TOKEN}`, `#id_token=${TOKEN}`],
  ["in capitals", `/Tokens#${TOKEN}`, TOKEN],
  ["in the query", `/tokens?token=${TOKEN}`, TOKEN],
  ["in the query by itself", `/tokens?${TOKEN}`, TOKEN],
  ["in the query, encoded", `/tokens?token=Bearer%20${TOKEN}`, `Bearer ${TOKEN}`],
  ["in the query before a place", `/tokens?token=${TOKEN}#main`, TOKEN],
  ["in the query before a fragment", `/tokens?id_token=${TOKEN}#s=1`, `?id_token=${TOKEN}#s=1`],
])("takes a token that stands %s, and clears it", (_, address, text) => {
  goTo(address);
  expect(takeFragment("")).toBe(text);
  expect(readText(text).found).toMatchObject([{ kind: "token", token: { kind: "jwt" } }]);
  expect(window.location.href).not.toMatch(/[?#]/);
  expect(window.history.state).toEqual({ kept: true });
  expect(takeFragment("")).toBeNull();
});

test("clears the name of a place, and reads no token from it", () => {
  goTo("/tokens#main");
  expect(takeFragment("")).toBeNull();
  expect(window.location.hash).toBe("");
});

test("takes what stands behind the inspector of a site under a path", () => {
  goTo(`/tokens/tokens#${TOKEN}`);
  expect(takeFragment("")).toBeNull();
  expect(takeFragment("/tokens")).toBe(TOKEN);
  expect(window.location.href).toBe("http://localhost:5173/tokens/tokens");
});

test.each(["/", "/use-cases", "/tokens/more"])(
  "leaves the query and the fragment of %s alone",
  (path) => {
    goTo(`${path}?token=x#my-app`);
    expect(takeFragment("")).toBeNull();
    expect(window.location.search + window.location.hash).toBe("?token=x#my-app");
  },
);
