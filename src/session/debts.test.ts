import { expect, test } from "vitest";
import { buildPlantCall } from "#linking/attacks/attack-requests.ts";
import { STORIES } from "#linking/attacks/attacks.ts";
import { castOf } from "#linking/attacks/attack.ts";
import { DEBTS_KEY } from "./areas.ts";
import { createDebts } from "./debts.ts";
import { openLab } from "#test/support/labs.ts";

test("a later page pays what an earlier one owed", async () => {
  const { control, area } = openLab();
  const [story] = STORIES;
  if (story === undefined) throw new TypeError("no story");
  const { A } = castOf(story, "1");
  const earlier = createDebts(area, control);
  earlier.oweUsers([A.userId, "google-oauth2|never-made"]);
  await control.change(buildPlantCall(A));
  earlier.owePolicy("today");
  await control.change({ method: "PUT", path: "policy", body: { policy: "before-2018" } });

  await createDebts(area, control).pay();
  expect(await control.policy()).toBe("today");
  expect((await control.users()).map(({ user_id: id }) => id)).not.toContain(A.userId);
  expect(area.getItem(DEBTS_KEY)).toBeNull();
});

test("a policy that is owed already is the one to go back to", async () => {
  const { control, area } = openLab();
  const debts = createDebts(area, control);
  debts.owePolicy("today");
  debts.owePolicy("before-2018");
  await debts.pay();
  expect(await control.policy()).toBe("today");
});

test("a debt that the tenant does not take stays", async () => {
  const { control, area } = openLab();
  const debts = createDebts(area, control);
  debts.owePolicy("of tomorrow");
  await expect(debts.pay()).rejects.toThrow("400");
  expect(area.getItem(DEBTS_KEY)).toContain("of tomorrow");
});

test("paying an old story leaves the debts of one that began meanwhile", async () => {
  const { control, area } = openLab();
  const debts = createDebts(area, control);
  debts.oweUsers(["auth0|old"]);
  const paying = debts.pay();
  debts.oweUsers(["auth0|new"]);
  await paying;
  expect(area.getItem(DEBTS_KEY)).toBe('{"policy":null,"userIds":["auth0|new"]}');
});

test.each(["", "{", "[]", '{"policy":1}', '{"policy":null,"userIds":[1]}'])(
  "takes no notice of %j in storage",
  async (stored) => {
    const { control, area } = openLab();
    area.setItem(DEBTS_KEY, stored);
    const before = await control.users();
    await createDebts(area, control).pay();
    expect(await control.users()).toEqual(before);
  },
);
