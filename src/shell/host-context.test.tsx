// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { SERVER_TRAITS, type HostTraits } from "#protocol/host-traits.ts";
import { IN_BROWSER } from "#test/support/session.ts";
import { RequestCard } from "#ui/request-card.tsx";
import { HostProvider, SessionWord } from "./host-context.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const REQUEST = {
  method: "GET",
  url: ["/"],
  parameters: [],
  headers: [],
  body: null,
  curl: "curl",
};

function show(host: HostTraits | null) {
  render(
    <HostProvider host={host}>
      <p>
        the tenant’s <SessionWord />
      </p>
      <RequestCard title="Request" request={REQUEST} />
    </HostProvider>,
  );
}

async function copy(): Promise<void> {
  vi.stubGlobal("navigator", { clipboard: { writeText: async () => undefined } });
  await act(async () => fireEvent.click(screen.getByRole("button", { name: "Copy as curl" })));
}

const curlNote = () => screen.queryByText(/^curl does not reach this tenant/);

test("a server knows a browser by its cookie, and curl reaches it", async () => {
  show(SERVER_TRAITS);
  await copy();
  expect(screen.getByText("the tenant’s cookie")).toBeTruthy();
  expect(curlNote()).toBeNull();
});

test("without cookies the text is about the session, and a copied command says that it gets nowhere", async () => {
  show(IN_BROWSER);
  expect(screen.getByText("the tenant’s session")).toBeTruthy();
  expect(curlNote()).toBeNull();
  await copy();
  expect(curlNote()).not.toBeNull();
});

test("before the tenant has told, the word is the one for both, and nothing is said of curl", async () => {
  show(null);
  await copy();
  expect(screen.getByText("the tenant’s session")).toBeTruthy();
  expect(curlNote()).toBeNull();
});
