// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { Claim, ClaimSentence } from "./claim.tsx";

afterEach(cleanup);

const terms = () => screen.queryAllByRole("button").map(({ textContent }) => textContent);

test("a claim without a meaning of its own is no button", () => {
  render(<Claim name="nobody-knows-it" />);
  expect(terms()).toEqual([]);
});

test("a sentence keeps its words, and explains each claim once", () => {
  const text = "The aud of B's ID token must be the azp of A's: aud, and no subject.";
  const { container } = render(<ClaimSentence text={text} roleOf={() => "id"} />);
  expect(container.textContent).toBe(text);
  expect(terms()).toEqual(["aud", "azp"]);
});
