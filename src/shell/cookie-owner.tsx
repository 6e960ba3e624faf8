import { AccountLetter } from "#ui/account-chip.tsx";
import { Term } from "#ui/term.tsx";

/** Whose login the tenant's cookie is, as far as it happened here. */
export function CookieOwner({ owner }: { owner: "A" | "B" | "other" | null }) {
  return (
    <>
      <Term
        word="cookie"
        says="Whose login the tenant’s own cookie is. A login that asks nobody answers as that account."
      />
      {": "}
      {owner === "A" || owner === "B" ? <AccountLetter owner={owner} /> : (owner ?? "unknown")}
    </>
  );
}
