import { describeProvider, labelPartsOf } from "#linking/walkthrough/account.ts";
import { linkedIdentities, type Walkthrough } from "#linking/walkthrough/state.ts";
import { userIdOf } from "#protocol/management.ts";

type Label = ReturnType<typeof labelPartsOf>;

/** Who A and B are, for the top of every page: after the link there is one user, and B is in A. */
export function headerAccounts(
  walkthrough: Walkthrough,
): Readonly<Record<"A" | "B", Label | null>> {
  const { primary, secondary } = walkthrough;
  const A = primary?.tokens ? labelPartsOf(primary.account) : null;
  const linked = A === null ? [] : linkedIdentities(walkthrough);
  const proved = secondary?.idToken == null ? null : secondary.account;
  const isThird = proved !== null && !linked.some((one) => userIdOf(one) === proved.userId);
  const [moved] = linked;
  if (moved !== undefined && !isThird)
    return { A, B: { name: describeProvider(moved.provider), provider: "in A" } };
  return { A, B: proved && labelPartsOf(proved) };
}
