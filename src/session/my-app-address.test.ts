import { expect, test } from "vitest";
import { readMyApp, writeMyApp } from "./my-app-address.ts";

test.each([
  "",
  "?token=id",
  "?token=current-user&body=user_id&library=spa-js",
  "?token=id&body=none&library=http&flow=implicit",
])("reads and writes the answers of %s", (search) => {
  expect(writeMyApp(readMyApp(search))).toBe(search);
});

test("takes what is no answer for none", () => {
  const { app, grant } = readMyApp(
    "?token=eyJhbGciOi.e30.x&body=link_with&library=__proto__&flow=x",
  );
  expect(app).toEqual({ token: null, body: "link_with", library: null });
  expect(grant).toBe("code");
});
