import { useId } from "react";
import { nameOfYardstick, yardstickOfTenant, type Yardstick } from "#linking/tokens/yardstick.ts";
import type { Tenant } from "#protocol/tenant.ts";
import styles from "./yardstick-choice.module.css";

/** Whose rules a token is judged by: those of who made it, or those of the tenant in use. */
export type YardstickName = "own" | "tenant";

/** Says what a token is judged for, and lets that be changed. */
export function YardstickChoice({
  yardstick,
  tenant,
  chosen,
  onChange,
}: {
  yardstick: Yardstick;
  tenant: Tenant;
  chosen: YardstickName;
  onChange: (name: YardstickName) => void;
}) {
  const id = useId();
  return (
    <p className={styles["choice"]}>
      <label htmlFor={id}>
        Judged for <bdi>{nameOfYardstick(yardstick)}</bdi>, which is
      </label>{" "}
      <select
        id={id}
        value={chosen}
        onChange={({ currentTarget }) =>
          onChange(currentTarget.value === "tenant" ? "tenant" : "own")
        }
      >
        <option value="own">
          {yardstick.clientId !== null && chosen === "own" ? "A’s issuer" : "its issuer"}
        </option>
        <option value="tenant">
          the tenant in use: {nameOfYardstick(yardstickOfTenant(tenant))}
        </option>
      </select>
    </p>
  );
}
