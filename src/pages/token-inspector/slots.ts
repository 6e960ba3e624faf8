import type { Owner } from "#ui/account-chip.tsx";

/** Places for the three tokens of a link. */
export type HeldSlot = "access-a" | "id-a" | "id-b";

/** All places of the inspector. */
export type SlotId = HeldSlot | "pasted";

/** The places, in the order in which they are shown. */
export const SLOTS: readonly {
  readonly id: SlotId;
  readonly owner: Owner | null;
  readonly title: string;
}[] = [
  { id: "access-a", owner: "A", title: "A’s access token" },
  { id: "id-a", owner: "A", title: "A’s ID token" },
  { id: "id-b", owner: "B", title: "B’s ID token" },
  { id: "pasted", owner: null, title: "Pasted" },
];

/** The title of a place. */
export function titleOf(id: SlotId): string {
  return SLOTS.find((slot) => slot.id === id)?.title ?? id;
}

/** Whether a place belongs to the link, and not to whatever was pasted. */
export function isHeldSlot(id: SlotId): id is HeldSlot {
  return id !== "pasted";
}
