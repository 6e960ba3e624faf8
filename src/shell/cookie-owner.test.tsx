// @vitest-environment happy-dom
import { act, cleanup, render } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { UNKNOWN_CAPABILITIES } from "#protocol/control.ts";
import { createStore } from "#session/store.ts";
import { EVERYTHING, EVERYTHING_IN_BROWSER } from "#test/support/session.ts";
import { stepProps } from "#test/support/step-props.ts";
import { CookieOwner } from "./cookie-owner.tsx";

afterEach(cleanup);

test("the chip is named by what the tenant knows the browser by, as soon as it tells", () => {
  const { session } = stepProps("tenant", {});
  const store = createStore({ ...session.state(), capabilities: UNKNOWN_CAPABILITIES });
  const { container } = render(
    <CookieOwner session={{ subscribe: store.subscribe, state: store.get }} />,
  );
  const chip = () => container.textContent;
  expect(chip()).toBe("session: unknown");
  act(() => store.publish({ capabilities: EVERYTHING }));
  expect(chip()).toBe("cookie: unknown");
  act(() => store.publish({ capabilities: EVERYTHING_IN_BROWSER }));
  expect(chip()).toBe("session: unknown");
});
