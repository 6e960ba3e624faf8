import { expect, test } from "vitest";
import { defaultPicture } from "./picture.ts";

test("goes by the MD5 of the address, in small letters and without blanks", () => {
  // The address and the hash stand in Gravatar's documentation of its old addresses.
  expect(defaultPicture(" MyEmailAddress@example.com ")).toBe(
    "https://s.gravatar.com/avatar/0bc83cb571cd1c50ba6f3e8a78ef1346?s=480&r=pg&d=https%3A%2F%2Fcdn.auth0.com%2Favatars%2Fmy.png",
  );
});

test("is the address in a real token, for the same person", () => {
  expect(defaultPicture("johnfoo@gmail.com")).toBe(
    "https://s.gravatar.com/avatar/38fa002423bd8c941c6ed0588b60ffed?s=480&r=pg&d=https%3A%2F%2Fcdn.auth0.com%2Favatars%2Fjo.png",
  );
});
