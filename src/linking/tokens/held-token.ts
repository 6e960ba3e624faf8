/** A token that this page holds, and what it is for. */
export type HeldToken = {
  readonly owner: "A" | "B";
  readonly name: string;
  readonly purpose: string;
  readonly raw: string;
};

/** A claim that mattered for what happened last, and the token it stands in. */
export type LitClaim = {
  readonly owner: HeldToken["owner"];
  readonly token: string;
  readonly claim: string;
};
