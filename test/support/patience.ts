import type { configure as Configure } from "@testing-library/react";

/** Milliseconds. What a busy machine shows late is shown all the same. */
const asyncUtilTimeout: Parameters<typeof Configure>[0] = { asyncUtilTimeout: 30_000 };

// What runs without a page has no use for it.
if ("document" in globalThis) (await import("@testing-library/react")).configure(asyncUtilTimeout);
