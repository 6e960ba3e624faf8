// @vitest-environment happy-dom
import { renderHook, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { createSigner, forgeToken, ID_TOKEN_CLAIMS } from "#test/support/tokens.ts";
import { useHeldSignatures } from "./use-held-signatures.ts";

const held = (raw: string) =>
  ({ owner: "B", name: "ID token", purpose: "the proof", raw }) as const;

test("checks every token of the page with the keys that were read, and none without", async () => {
  const signer = await createSigner("key-1");
  const right = await signer.sign(ID_TOKEN_CLAIMS);
  const forged = forgeToken(ID_TOKEN_CLAIMS, { alg: "RS256", kid: "key-1" });
  const tokens = [held(right), held(forged)];
  const { result, rerender } = renderHook(({ keys }) => useHeldSignatures(tokens, keys), {
    initialProps: { keys: null as typeof signer.keys | null },
  });
  expect(result.current.size).toBe(0);
  rerender({ keys: signer.keys });
  await waitFor(() => expect(result.current.get(right)).toMatchObject({ state: "valid" }));
  expect(result.current.get(forged)).toMatchObject({ state: "invalid" });
});
