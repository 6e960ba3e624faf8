import { expect, test } from "vitest";
import { wireRows, type RowLook, type WireRow } from "#wire/rows.ts";
import type { WireEvent } from "#wire/event.ts";
import { LINK_EVENT, POPUP_EVENT, REDIRECT_EVENT } from "#test/support/wire-events.ts";
import { layOut } from "./diagram-layout.ts";

const WIDE = { width: 500, canTellRules: true };

function rowOf(event: WireEvent, change: Partial<WireRow> = {}): WireRow {
  return { ...wireRows([event], [], null)[0]!, ...change };
}

function picture(event: WireEvent, options = WIDE, change: Partial<WireRow> = {}) {
  const layout = layOut([rowOf(event, change)], options);
  const laneAt = (x: number) => layout.lanes.find((one) => one.x === x)?.lane;
  const row = layout.rows[0]!;
  return {
    row,
    arrows: row.arrows.map((arrow) => ({ ...arrow, from: laneAt(arrow.x1), to: laneAt(arrow.x2) })),
  };
}

function lanes(rows: WireRow[]) {
  return layOut(rows, WIDE).lanes.map(({ lane }) => lane);
}

test("stands four lanes, and adds those that are used, in one order", () => {
  expect(lanes([])).toEqual(["app", "login", "tokens", "api"]);
  expect(lanes([rowOf({ ...POPUP_EVENT, from: "frame" }), rowOf(POPUP_EVENT)])).toEqual([
    "app",
    "popup",
    "frame",
    "login",
    "tokens",
    "api",
  ]);
  expect(lanes([rowOf({ ...LINK_EVENT, from: "server" })])).toContain("server");
});

test.each([320, 360, 500, 1200])("keeps its lanes apart and inside at %i px", (width) => {
  const rows = [rowOf({ ...POPUP_EVENT, from: "frame" }), rowOf(POPUP_EVENT)];
  const xs = layOut(rows, { ...WIDE, width }).lanes.map(({ x }) => x);
  expect(xs[0]).toBeGreaterThanOrEqual(24);
  expect(xs.at(-1)).toBeLessThanOrEqual(width - 24);
  for (const [index, x] of xs.slice(1).entries()) expect(x - xs[index]!).toBeGreaterThan(40);
});

test("draws an arrow out and an arrow back", () => {
  expect(picture(LINK_EVENT).arrows).toMatchObject([
    { from: "app", to: "api", label: "POST …/identities · link_with", tone: "A", head: "filled" },
    { from: "api", to: "app", label: "201 · identities", tone: "A", head: "filled" },
  ]);
});

test("draws a popup as opened, sent on, answered and handed over", () => {
  expect(picture(POPUP_EVENT).arrows).toMatchObject([
    { from: "app", to: "popup", label: "open", tone: "B" },
    { from: "popup", to: "login", label: "GET /authorize · prompt=login" },
    { from: "login", to: "popup", label: "web_message" },
    { from: "popup", to: "app", label: "code, state" },
  ]);
});

test("draws a popup that was closed without the answer that never came", () => {
  expect(picture({ ...POPUP_EVENT, state: "cancelled" }).arrows.slice(2)).toMatchObject([
    { from: "popup", to: "app", label: "closed", head: "cross", isDashed: true },
  ]);
});

test.each<[RowLook, object, object]>([
  ["planned", { head: "open", isDashed: true, tone: "quiet" }, { head: "open", isDashed: true }],
  ["sent", { head: "filled", isDashed: false, isRunning: true }, { head: null }],
  ["ok", { head: "filled", tone: "A", isRunning: false }, { head: "filled", tone: "A" }],
  ["expected", { head: "filled", tone: "A" }, { head: "filled", tone: "expected" }],
  ["failed", { head: "filled", tone: "A" }, { head: "cross", tone: "bad" }],
  ["no-answer", { head: "open", tone: "bad" }, { head: null, tone: "bad" }],
  ["cancelled", { head: "filled", tone: "A" }, { head: "cross", isDashed: true }],
])("doubles by shape what the colours of %s say", (look, out, back) => {
  expect(picture(LINK_EVENT, WIDE, { look }).arrows).toMatchObject([out, back]);
});

test("breaks the picture where the page left, and says for how long", () => {
  expect(picture(REDIRECT_EVENT).row.divider?.text).toBe("left for Auth0 … came back (2.4 s)");
  const left = { ...REDIRECT_EVENT, state: "sent", durationMs: null } as const;
  expect(picture(left).row.divider?.text).toBe("left for Auth0 …");
  expect(picture(POPUP_EVENT).row.divider).toBeNull();
  expect(picture(LINK_EVENT).row.divider).toBeNull();
});

test.each([320, 360, 500])("keeps the hatched page inside at %i px", (width) => {
  const { hatch } = picture(REDIRECT_EVENT, { width, canTellRules: false }).row;
  expect(hatch?.x).toBeGreaterThanOrEqual(0);
  expect((hatch?.x ?? 0) + (hatch?.width ?? 0)).toBeLessThanOrEqual(width);
});

test("cuts labels that do not fit, and notes before their evidence mark", () => {
  const url = `http://localhost:5180/${"x".repeat(200)}`;
  const rule = "r".repeat(200);
  const tenant = { rule, because: null, evidence: "assumed", source: null } as const;
  const { row, arrows } = picture({ ...LINK_EVENT, url, tenant }, { ...WIDE, width: 360 });
  expect(arrows[0]?.label.length).toBeLessThan(50);
  expect(arrows[0]?.label).toMatch(/…$/);
  expect(row.note?.text).toMatch(/^r+… · assumed$/);
  expect(row.note?.text.length).toBeLessThan(60);
});

test("lays rows out one under the other, each with room for what it shows", () => {
  const rows = [REDIRECT_EVENT, POPUP_EVENT, LINK_EVENT].map((event) => rowOf(event));
  const layout = layOut(rows, { ...WIDE, canTellRules: false });
  for (const [index, row] of layout.rows.entries()) {
    const end = row.top + row.height;
    for (const { y } of row.arrows) expect(y > row.top && y < end).toBe(true);
    expect(layout.rows[index + 1]?.top ?? layout.height).toBeGreaterThanOrEqual(end);
  }
});
