import { expect, test } from "vitest";
import { forgeToken, ID_TOKEN_CLAIMS } from "#test/support/tokens.ts";
import { printExchange } from "./printed-exchange.ts";

const ID_TOKEN = forgeToken(ID_TOKEN_CLAIMS);

test("hides a token that is cut where the print of a long body ends", () => {
  const body = `{"note":"${"n ".repeat(980)}","link_with":"${ID_TOKEN}"}`;
  const printed = printExchange({ method: "POST", url: "/a", body }, []);
  const text = printed.map((line) => line.map((piece) => piece.text).join("")).join("\n");
  expect(text).toContain("ID token");
  expect(text).not.toContain("eyJ");
  expect(text.endsWith("…")).toBe(true);
});

test("hides the value of a header by the header's name", () => {
  const text = "Ab1Cd2Ef3Gh4";
  const place = {
    part: "header",
    name: "Authorization",
    text,
    start: 0,
    end: 12,
    token: "bearer",
  } as const;
  const lines = printExchange({ method: "POST", url: "/a" }, [place]);
  expect(lines.map((line) => line.map((piece) => piece.text).join(""))).toEqual([
    "POST /a",
    "Authorization: credentials",
  ]);
});
