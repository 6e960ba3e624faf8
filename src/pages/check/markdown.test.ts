import { expect, test } from "vitest";
import { judgeCall } from "#reader/judge-call.ts";
import { readInput } from "#reader/read-input.ts";
import { forgeToken, ID_TOKEN_CLAIMS } from "#test/support/tokens.ts";
import { markdownOf } from "./markdown.ts";

const ID_TOKEN = forgeToken(ID_TOKEN_CLAIMS);
const URL = "https://t.example/api/v2/users/auth0%7C1/identities";

async function print(text: string, name: string | null = null): Promise<string> {
  const { found } = await readInput(text);
  const calls = found.flatMap((one, index) =>
    one.kind === "request" || one.kind === "call" ? [{ index, judged: judgeCall(one) }] : [],
  );
  return markdownOf(name, calls);
}

test("says of each call what it is, where, why and what to change", async () => {
  const printed = await print(
    [
      `curl -X DELETE ${URL}/github/1 -H 'Authorization: Bearer ${ID_TOKEN}'`,
      "curl https://t.example/",
      `curl -X DELETE ${URL}/github/1 -H 'Authorization: Bearer $TOKEN'`,
    ].join("\n"),
  );
  expect(printed.split("\n")).toEqual([
    "**Account linking, a pasted text**",
    "",
    expect.stringMatching(
      /^- \*\*Affected, use case 8\*\*, curl, line 1: The bearer token is an ID token\..* Change: /,
    ),
    expect.stringMatching(/^- \*\*Can’t tell\*\*, curl, line 3: .* To be answered: Which token/),
    "",
  ]);
});

test("holds nothing of a token, and no mark that the name of a file brings", async () => {
  const call = `curl -X POST ${URL} -H 'Authorization: Bearer ${ID_TOKEN}' -d '{"link_with":"${ID_TOKEN}"}'`;
  const printed = await print(call, "a\u202e<b>[x](javascript:1)\n.js");
  expect(printed).not.toContain("eyJ");
  expect(printed.split("\n")[0]).toBe(
    "**Account linking, a\ufffd\\<b\\>\\[x\\](javascript:1)\ufffd.js**",
  );
});

test("ends before it is too long for a comment", async () => {
  const call = `curl -X DELETE ${URL}/github/1 -H 'Authorization: Bearer $TOKEN'\n`;
  expect((await print(call.repeat(203))).split("\n").at(-2)).toBe("- and 3 more");
});
