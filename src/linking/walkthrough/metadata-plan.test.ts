import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  mergeMetadata,
  planMetadata,
  type Metadata,
  type MetadataChoice,
  type UserMetadata,
} from "./metadata-plan.ts";

const of = (user: Metadata | null, app: Metadata | null = null): UserMetadata => ({
  user_metadata: user,
  app_metadata: app,
});

function plan(a: UserMetadata, b: UserMetadata, choices: Record<string, MetadataChoice> = {}) {
  return planMetadata(a, b, new Map(Object.entries(choices)));
}

const keys = (rows: readonly { key: string }[]) => rows.map(({ key }) => key);

describe("without a choice it keeps everything it can", () => {
  test.each([
    ["what only A has", { x: 1 }, {}, null],
    ["what only B has", {}, { x: 1 }, { x: 1 }],
    ["what both have alike", { x: { p: 1, q: 2 } }, { x: { q: 2, p: 1 } }, null],
    ["A's in a conflict", { x: 1 }, { x: 2 }, null],
    ["both lists", { x: [1, 2] }, { x: [2, 3] }, { x: [1, 2, 3] }],
    ["lists of objects", { x: [{ p: 1, q: 2 }] }, { x: [{ q: 2, p: 1 }] }, null],
    ["A's list where B's adds nothing", { x: [1, 2] }, { x: [2] }, null],
    ["nothing of null", { x: 1 }, { x: null, y: null }, null],
  ])("%s", (_, a, b, patch) => {
    expect(plan(of(a), of(b)).patches.user_metadata).toEqual(patch);
  });
});

test("offers both for two lists only", () => {
  const { rows } = plan(of({ l: [1], m: [1], s: 1, only: 1 }), of({ l: [2], m: 2, s: 2 }));
  expect(rows.map(({ key, options }) => [key, options.join(" ")])).toEqual([
    ["l", "A B both"],
    ["m", "A B"],
    ["s", "A B"],
    ["only", "A"],
  ]);
});

test("replaces a nested object whole, and says so", () => {
  const a = of({ ui: { theme: "dark", size: 2 } });
  const b = of({ ui: { theme: "light" } });
  const { rows, result } = plan(a, b, { "user_metadata.ui": "B" });
  expect(rows.map((row) => row.replacesObject)).toEqual([true]);
  expect(result.user_metadata).toEqual({ ui: { theme: "light" } });
  expect(plan(a, b).rows.map((row) => row.replacesObject)).toEqual([false]);
});

test("says what ends with the link, and what stays with A after an unlink", () => {
  const { dropped, carried } = plan(
    of({ same: 1, conflict: 1, list: [1] }),
    of({ same: 1, conflict: 2, list: [2], left: 3, taken: 4 }),
    { "user_metadata.left": "A" },
  );
  expect(keys(dropped)).toEqual(["conflict", "left"]);
  expect(keys(carried)).toEqual(["list", "taken"]);
});

test.each([
  ["nothing", of({}), ["read-b B", "link A"]],
  ["user_metadata", of({ x: 1 }), ["read-b B", "patch-user-metadata A", "link A"]],
  ["app_metadata", of({}, { x: 1 }), ["read-b B", "patch-app-metadata server", "link A"]],
])("reads B first and links last, with %s to carry", (_, b, expected) => {
  expect(plan(of({}, {}), b).calls.map(({ id, token }) => `${id} ${token}`)).toEqual(expected);
});

test("keeps the two kinds apart, also where their keys are the same", () => {
  const { patches } = plan(of({ x: 1 }, { x: 1 }), of({ x: 2 }, { x: 3 }), {
    "app_metadata.x": "B",
  });
  expect(patches).toEqual({ user_metadata: null, app_metadata: { x: 3 } });
});

test("plans nothing for a kind that was not read of both", () => {
  expect(plan(of({}, null), of({ x: 1 }, { x: 1 })).patches).toEqual({
    user_metadata: { x: 1 },
    app_metadata: null,
  });
  expect(plan(of(null), of({ x: 1 })).rows).toEqual([]);
});

test("ignores a choice that the row does not offer", () => {
  expect(plan(of({ x: 1 }), of({ x: 2 }), { "user_metadata.x": "both" }).rows[0]?.choice).toBe("A");
  expect(plan(of({ x: 1 }), of({}), { "user_metadata.x": "B" }).rows[0]?.choice).toBe("A");
});

test("takes __proto__ and constructor for keys like any other", () => {
  const b: Metadata = JSON.parse(
    '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"y":1}}}',
  );
  const { patches, result } = plan(of({}), of(b));
  const text = '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"y":1}}}';
  expect(JSON.stringify(patches.user_metadata)).toBe(text);
  expect(JSON.stringify(result.user_metadata)).toBe(text);
  expect(({} as Record<string, unknown>)["isAdmin"]).toBeUndefined();
  expect(Object.getPrototypeOf(result.user_metadata)).toBe(Object.prototype);
});

const key = fc.constantFrom("x", "y", "z", "__proto__", "constructor", "toString");
const value = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 }),
  fc.jsonValue({ maxDepth: 2 }),
);
const metadata = fc
  .array(fc.tuple(key, value), { maxLength: 6 })
  .map((entries): Metadata => JSON.parse(JSON.stringify(Object.fromEntries(entries))));
const choices = fc
  .array(fc.tuple(key, fc.constantFrom<MetadataChoice>("A", "B", "both")), { maxLength: 6 })
  .map((chosen) => new Map(chosen.map(([name, choice]) => [`user_metadata.${name}`, choice])));

test("after the PATCH, A has what every row says, and nothing else", () => {
  fc.assert(
    fc.property(metadata, metadata, choices, (a, b, chosen) => {
      const { rows, patches, result } = planMetadata(of(a), of(b), chosen);
      const after = mergeMetadata(a, patches.user_metadata ?? {});
      const expected = rows.flatMap((row) =>
        row.value === undefined ? [] : [[row.key, row.value]],
      );
      expect(new Map(Object.entries(after))).toEqual(new Map(expected as [string, unknown][]));
      if (patches.user_metadata !== null) expect(result.user_metadata).toEqual(after);
    }),
  );
});

test("every value of B is carried, dropped, or A's already", () => {
  fc.assert(
    fc.property(metadata, metadata, choices, (a, b, chosen) => {
      const { rows, carried, dropped } = planMetadata(of(a), of(b), chosen);
      const told = new Set([...carried, ...dropped].map(({ id }) => id));
      for (const row of rows.filter(({ hasB, id }) => hasB && !told.has(id))) {
        expect(row.hasA).toBe(true);
        if (Array.isArray(row.a) && Array.isArray(row.b)) {
          expect(row.a).toEqual(expect.arrayContaining(row.b));
        } else expect(row.a).toEqual(row.b);
      }
    }),
  );
});

function join(a: number[], b: number[]): number[] {
  const { rows } = plan(of({ l: a }), of({ l: b }), { "user_metadata.l": "both" });
  return rows[0]?.value as number[];
}

test("two lists that differ are joined to all their members, each once", () => {
  const list = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1 });
  fc.assert(
    fc.property(list, list, (a, b) => {
      fc.pre(JSON.stringify(a) !== JSON.stringify(b));
      expect(new Set(join(a, b))).toEqual(new Set([...a, ...b]));
      expect(join(a, b)).toHaveLength(new Set([...a, ...b]).size);
    }),
  );
});
