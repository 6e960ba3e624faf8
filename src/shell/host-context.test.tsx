// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { SERVER_TRAITS, type HostTraits } from "#protocol/host-traits.ts";
import { IN_BROWSER } from "#test/support/session.ts";
import { RequestCard } from "#ui/request-card.tsx";
import { HostProvider, SessionWord } from "./host-context.tsx";

afterEach(cleanup);

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

const curlNote = () => screen.queryByText(/^curl does not reach this tenant/);

test("a server knows a browser by its cookie, and curl reaches it", () => {
  show(SERVER_TRAITS);
  expect(screen.getByText("the tenant’s cookie")).toBeTruthy();
  expect(curlNote()).toBeNull();
});

test("without cookies the text is about the session, and the command says that it gets nowhere", () => {
  show(IN_BROWSER);
  expect(screen.getByText("the tenant’s session")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Copy as curl" })).toBeTruthy();
  expect(curlNote()).not.toBeNull();
});

test("before the tenant has told, the word is the one for both, and nothing is said of curl", () => {
  show(null);
  expect(screen.getByText("the tenant’s session")).toBeTruthy();
  expect(curlNote()).toBeNull();
});
