// @vitest-environment happy-dom
import { renderHook, waitFor } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { createSigner, forgeToken, ID_TOKEN_CLAIMS } from "#test/support/tokens.ts";
import { useSignatures, verifyForAll } from "./use-signatures.ts";

const FORGED = forgeToken(ID_TOKEN_CLAIMS, { alg: "RS256", kid: "key-1" });

let signer: Awaited<ReturnType<typeof createSigner>>;
let right: string;

beforeAll(async () => {
  signer = await createSigner("key-1");
  right = await signer.sign(ID_TOKEN_CLAIMS);
});

afterEach(() => void vi.restoreAllMocks());

test("verifies every token with the keys that were read, and none without", async () => {
  const tokens = [right, FORGED];
  const { result, rerender } = renderHook(({ keys }) => useSignatures(tokens, keys), {
    initialProps: { keys: null as typeof signer.keys | null },
  });
  expect(result.current.size).toBe(0);
  rerender({ keys: signer.keys });
  await waitFor(() => expect(result.current.get(right)).toMatchObject({ state: "valid" }));
  expect(result.current.get(FORGED)).toMatchObject({ state: "invalid" });
});

test("judges anew by keys that were read anew", async () => {
  const tokens = [right];
  const { keys: others } = await createSigner("key-2");
  const { result, rerender } = renderHook(({ keys }) => useSignatures(tokens, keys), {
    initialProps: { keys: signer.keys },
  });
  await waitFor(() => expect(result.current.get(right)).toMatchObject({ state: "valid" }));
  rerender({ keys: others });
  expect(result.current.get(right)).toBeUndefined();
  await waitFor(() => expect(result.current.get(right)).toMatchObject({ state: "key-not-found" }));
});

test("verifies a token once, whoever shows its verdict", async () => {
  const verify = vi.spyOn(crypto.subtle, "verify");
  const keys = { ...signer.keys };
  const tokens = [right];
  const { result: panel } = renderHook(() => useSignatures(tokens, keys));
  await verifyForAll(right, keys);
  const { result: page } = renderHook(() => useSignatures(tokens, keys));
  expect(page.current.get(right)).toMatchObject({ state: "valid" });
  await waitFor(() => expect(panel.current).toBe(page.current));
  expect(verify).toHaveBeenCalledOnce();
});
