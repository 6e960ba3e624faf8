import { expect, test } from "vitest";
import { keptBody, keptHeaders, keptUrl, MOST_KEPT } from "./kept-text.ts";
import { createRedactor } from "./redact.ts";

const CUT = { url: "⟦cut after 16 KB⟧", header: "⟦cut after 8 KB⟧", body: "⟦cut after 64 KB⟧" };

test("keeps what is not too long as it is", () => {
  const redactor = createRedactor();
  const text = "x".repeat(MOST_KEPT.header);
  expect(keptUrl(redactor, text, "A")).toBe(text);
  expect(keptHeaders(redactor, { A: text }, "A")).toEqual({ A: text });
  expect(keptBody(redactor, text, "A")).toBe(text);
});

test("cuts what is too long, and says so", () => {
  const redactor = createRedactor();
  const text = "x".repeat(3_000_000);
  expect(keptUrl(redactor, text, "A")).toBe("x".repeat(MOST_KEPT.url) + CUT.url);
  expect(keptHeaders(redactor, { A: text }, "A")).toEqual({
    A: "x".repeat(MOST_KEPT.header) + CUT.header,
  });
  expect(keptBody(redactor, text, "A")).toBe("x".repeat(MOST_KEPT.body) + CUT.body);
});

test.each([
  ["a token that it knows", "opaque-token-1-with-a-tail"],
  ["a token that is encoded", "opaque%2Dtoken%2D1%2Dwith%2Da%2Dtail"],
  ["a token under its name", "&access_token=opaque-token-1-with-a-tail"],
])("leaves no half of %s at the cut, wherever it falls", (_, written) => {
  const redactor = createRedactor();
  redactor.learn("opaque-token-1-with-a-tail", { owner: "B", name: "access token" });
  for (let before = written.length - 1; before > 11; before -= 1) {
    const text = `${"x".repeat(MOST_KEPT.url - before)}${written}`;
    const kept = keptUrl(redactor, text, "A");
    expect(kept.length).toBeLessThan(MOST_KEPT.url + 40);
    expect(kept).not.toMatch(/opaque/);
  }
});

test("cuts no character in half", () => {
  const text = `${"x".repeat(MOST_KEPT.url - 1)}\u{1f600}`;
  expect(keptUrl(createRedactor(), text, null)).toBe(`${"x".repeat(MOST_KEPT.url - 1)}${CUT.url}`);
});

test.each([
  [null, null],
  [undefined, null],
  ["", null],
  [{ text: "", missing: null }, null],
  [{ text: "", missing: "could not be read" }, "⟦could not be read⟧"],
  [{ text: "ab", missing: "broke off here" }, "ab⟦broke off here⟧"],
])("keeps of the body %j: %j", (body, kept) => {
  expect(keptBody(createRedactor(), body, "A")).toBe(kept);
});
