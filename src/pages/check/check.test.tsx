// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { judgeExchange } from "#linking/use-cases/judge-exchange.ts";
import type { Found } from "#reader/found.ts";
import { readInput } from "#reader/read-input.ts";
import { ID_TOKEN_CLAIMS, forgeToken } from "#test/support/tokens.ts";
import { createDesk, type ReadBrought } from "./brought.ts";
import { Check } from "./check.tsx";

afterEach(cleanup);

const ID_TOKEN = forgeToken(ID_TOKEN_CLAIMS);
const LINK = "https://t.example/api/v2/users/auth0%7C1/identities";

const judge = (found: Found) =>
  found.kind === "request" || found.kind === "call" ? [judgeExchange(found.exchange)] : [];

/** Reads in the test's own thread. */
const readHere: ReadBrought = async (input) => {
  const source =
    typeof input === "string" ? input : new Uint8Array(await new Response(input).arrayBuffer());
  const reading = await readInput(source);
  return { reading, judgements: reading.found.flatMap(judge) };
};

function show(read: ReadBrought = readHere) {
  const inspected: string[] = [];
  const desk = createDesk(read);
  const page = (
    <Check
      desk={desk}
      samples={[{ label: "A sample", text: "curl https://t.example/" }]}
      now={2000}
      hrefs={{
        error: (id) => `/errors/${id}`,
        row: (number) => `/use-cases#row-${number}`,
        app: ({ token, body, library }) => `/?${token} ${body} ${library}`,
      }}
      onInspect={(token) => inspected.push(token)}
    />
  );
  return { ...render(page), page, inspected, desk };
}

async function paste(text: string) {
  const box = screen.getByLabelText("Paste or drop anything");
  await userEvent.clear(box);
  await userEvent.click(box);
  await userEvent.paste(text);
}

test("says of a request whether it is affected, why, where and what to write instead", async () => {
  show();
  await paste(`curl -X POST ${LINK} -H 'Authorization: Bearer ${ID_TOKEN}' -d '{"link_with":"x"}'`);
  const call = await screen.findByRole("region", { name: "curl, line 1" });
  expect(within(call).getByText("Affected")).toBeTruthy();
  expect(within(call).getByRole("link", { name: "Use case 1" }).getAttribute("href")).toBe(
    "/use-cases#row-1",
  );
  expect([...call.querySelectorAll("mark")].map((mark) => mark.textContent)).toContain("ID token");
  expect(call.textContent).not.toContain(ID_TOKEN);
  expect(within(call).getByText(/\+ Authorization: Bearer ACCESS_TOKEN_OF_A/)).toBeTruthy();
  expect(
    within(call)
      .getByRole("link", { name: "The same in your library’s code" })
      .getAttribute("href"),
  ).toBe("/?id link_with http");
});

test("asks what it cannot tell, takes the answer, and gives it back", async () => {
  show();
  await paste(`curl -X POST ${LINK} -H 'Authorization: Bearer $TOKEN' -d '{"link_with":"x"}'`);
  const call = await screen.findByRole("region", { name: "curl, line 1" });
  expect(within(call).getByText("Can’t tell")).toBeTruthy();
  await userEvent.click(within(call).getByLabelText(/ID token/));
  expect(await screen.findByText("Affected")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Take the answer back" }));
  expect(await screen.findByText("Can’t tell")).toBeTruthy();
});

test("leads from an error to its entry, and from a token to the inspector", async () => {
  const { inspected } = show();
  await paste(
    `{"statusCode":400,"error":"Bad Request","message":"Main identity and the new one are the same."}\n${ID_TOKEN}`,
  );
  const others = await screen.findByRole("list", { name: "Also found" });
  expect(within(others).getAllByRole("link")[0]?.getAttribute("href")).toBe("/errors/self-link");
  await userEvent.click(within(others).getByRole("button", { name: "Open in the inspector" }));
  expect(inspected).toEqual([ID_TOKEN]);
});

test("keeps several files apart, and forgets one that is removed", async () => {
  show();
  const picker = screen.getByLabelText("Files to check");
  await userEvent.upload(picker, [
    new File([`curl -X DELETE ${LINK}/github/1 -H 'Authorization: Bearer ${ID_TOKEN}'`], "a.sh"),
    new File(["axios.get('/api/v2/users/1/identities')"], "b.js"),
  ]);
  const first = await screen.findByRole("article", { name: "a.sh" });
  expect(await within(first).findByText("Affected")).toBeTruthy();
  await userEvent.click(within(first).getByRole("button", { name: "Remove" }));
  expect(screen.queryByRole("article", { name: "a.sh" })).toBeNull();
  expect(screen.getByRole("article", { name: "b.js" })).toBeTruthy();
});

test("tells how far a long reading is, and stops it", async () => {
  const told: AbortSignal[] = [];
  show((_, { signal, onProgress }) => {
    told.push(signal);
    onProgress(25, 100);
    return new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(new Error("stopped")));
    });
  });
  await paste("something long");
  const bar = await screen.findByRole<HTMLProgressElement>("progressbar");
  expect([bar.value, bar.max]).toEqual([25, 100]);
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(await screen.findByText("You stopped the reading. Nothing is kept of it.")).toBeTruthy();
  expect(told.at(-1)?.aborted).toBe(true);
});

test("finds again what was brought when one comes back to it", async () => {
  const { page, unmount } = show();
  await paste("curl https://t.example/");
  await screen.findByText("1 no link or unlink");
  unmount();
  render(page);
  expect(screen.getByLabelText<HTMLTextAreaElement>("Paste or drop anything").value).toBe(
    "curl https://t.example/",
  );
  expect(screen.getByText("1 no link or unlink")).toBeTruthy();
});

test("says what could not be read, and what to paste instead", async () => {
  show();
  await paste("nothing of interest");
  expect(await screen.findByText(/Nothing in it is known here/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "A sample" }));
  expect(await screen.findByText("1 no link or unlink")).toBeTruthy();
});

test("counts what it hides", async () => {
  show();
  await paste(`Authorization: Bearer ${ID_TOKEN}`);
  expect(await screen.findByText(/Hidden in what is shown here: 1 × ID token\./)).toBeTruthy();
});

test("copies what a pull request needs, without a token in it", async () => {
  const user = userEvent.setup();
  show();
  await paste(`curl -X DELETE ${LINK}/github/1 -H 'Authorization: Bearer ${ID_TOKEN}'`);
  await user.click(await screen.findByRole("button", { name: "Copy the summary" }));
  const copied = await navigator.clipboard.readText();
  expect(copied).toContain("**Affected, use case 8**, curl, line 1");
  expect(copied).not.toContain(ID_TOKEN.slice(0, 20));
});

test("has nothing to copy where nothing links", async () => {
  show();
  await paste("curl https://t.example/");
  await screen.findByText("1 no link or unlink");
  expect(screen.queryByRole("button", { name: "Copy the summary" })).toBeNull();
});

test("leads from a failure in a tenant's log to its entry, and from no other line", async () => {
  show();
  const line = { date: "2026-11-29", client_id: "a" };
  await paste(
    JSON.stringify([
      { ...line, type: "fapi", description: "Main identity and the new one are the same." },
      { ...line, type: "sapi", description: "Link user accounts" },
    ]),
  );
  const links = within(await screen.findByRole("list", { name: "Also found" }));
  expect(links.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([
    "/errors/self-link",
  ]);
});

test("lights the place in a file as it is decoded, whatever its encoding", async () => {
  show();
  const code = "new auth0.Management({ domain, token: idToken }).linkUser(a, b, c);";
  const text = `\ufeff${code}`;
  const units = Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  const bytes = new Uint8Array(units.buffer);
  await userEvent.upload(screen.getByLabelText("Files to check"), [new File([bytes], "wide.js")]);
  const call = await screen.findByRole("region", { name: "auth0.js, line 1" });
  const lit = [...call.querySelectorAll("mark")].map((mark) => mark.textContent);
  expect(lit).toContain("idToken");
});

const SECRET = "S3cr3tValueWhichIsLongEnough_0123456789";
const BODY = `--data-raw '{"link_with":"${ID_TOKEN}"}'`;
const BEARER = `-H 'authorization: Bearer ${ID_TOKEN}'`;
const RAW = `POST ${new URL(LINK).pathname} HTTP/1.1\nHost: t.example\nAuthorization: Bearer ${ID_TOKEN}`;

test.each([
  [
    "code",
    `const AUTH0_CLIENT_SECRET = "${SECRET}";
const MGMT_API_TOKEN = "${SECRET}";
form.append("client_secret", "${SECRET}");
await fetch("${LINK}", {
  method: "POST", headers: { Authorization: "Bearer " + idToken, "x-api-token": "${SECRET}" },
  body: JSON.stringify({ link_with: other }) });`,
  ],
  [
    "commands",
    `AUTH0_CLIENT_SECRET=${SECRET}
curl -u linklab-web:${SECRET} https://t.example/oauth/token -d grant_type=client_credentials
curl -X POST ${LINK} ${BEARER} -b "auth0=${SECRET}; did=${SECRET}" --oauth2-bearer ${SECRET} ${BODY}`,
  ],
  [
    "cURL of Chrome",
    `curl '${LINK}' \\\n  ${BEARER} \\\n  -b '_ga=1; auth0=s%3A${SECRET}; auth0_compat=s%3A${SECRET}' \\\n  -H 'x-csrf-token: ${SECRET}' \\\n  ${BODY}`,
  ],
  [
    "cURL of Firefox",
    `curl '${LINK}' -X POST ${BEARER} -H 'Cookie: _ga=1; auth0=s%3A${SECRET}; did=${SECRET}' ${BODY}`,
  ],
  [
    "raw HTTP",
    `${RAW}\nCookie: a=1; auth0=${SECRET}\nX-Auth0-Secret: ${SECRET}\n\n{"link_with":"${ID_TOKEN}"}`,
  ],
])("shows nothing secret of %s", async (_, text) => {
  show();
  await paste(text);
  await screen.findByText(/Hidden in what is shown here/);
  const shown = screen.getAllByRole("region", { name: "The place in the text" });
  expect(shown.map(({ textContent }) => textContent).join()).toMatch(/link_with/);
  expect(document.body.textContent.replaceAll(text, "")).not.toMatch(/S3cr3t|eyJ/);
});
