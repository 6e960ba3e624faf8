import * as v from "valibot";
import { LINKS_KEY, type Area } from "#session/areas.ts";

const linkName = v.object({
  /** The tenant's origin. */
  tenant: v.string(),
  userId: v.string(),
  secondaryUserId: v.string(),
});

/** Two accounts that a run may have left linked. Names only: no token. */
export type LinkName = v.InferOutput<typeof linkName>;

/** What the board keeps of one tenant's links across pages. */
export type LinkNames = ReturnType<typeof createLinkNames>;

/** Keeps the names where the next page of the tab finds them. Those of other tenants stay untouched. */
export function createLinkNames(area: Area, tenant: string) {
  function all(): readonly LinkName[] {
    try {
      const result = v.safeParse(v.array(linkName), JSON.parse(area.getItem(LINKS_KEY) ?? ""));
      return result.success ? result.output : [];
    } catch {
      return [];
    }
  }

  return {
    load: (): readonly LinkName[] => all().filter((link) => link.tenant === tenant),
    save(links: readonly LinkName[]): void {
      const kept = [...all().filter((link) => link.tenant !== tenant), ...links];
      if (kept.length === 0) area.removeItem(LINKS_KEY);
      else area.setItem(LINKS_KEY, JSON.stringify(kept));
    },
  };
}
