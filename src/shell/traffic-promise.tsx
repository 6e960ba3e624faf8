import { useSyncExternalStore } from "react";
import type { Tenant } from "#protocol/tenant.ts";
import {
  browserTraffic,
  createRequestCounter,
  promiseOf,
  type RequestCounter,
} from "./request-counter.ts";

const NOTE =
  "Counted by the browser: what this page loads and fetches. A login opens the tenant’s own pages, which are not counted.";

/** One counter a page: all that show it show the same. */
let counter: RequestCounter | null = null;

/** Where requests of this page went, in a few words or with what is counted. */
export function TrafficPromise({ tenant, isInFull }: { tenant: Tenant; isInFull: boolean }) {
  const { subscribe, counts } = (counter ??= createRequestCounter(
    browserTraffic,
    window.location.host,
    tenant,
  ));
  const promise = promiseOf(useSyncExternalStore(subscribe, counts), tenant);
  return isInFull ? (
    <>
      <strong>This page’s {promise}.</strong> {NOTE}
    </>
  ) : (
    <span title={NOTE}>· {promise}</span>
  );
}
