import { labelOf, type Account } from "#linking/walkthrough/account.ts";
import type { AuthorizationParameters } from "#protocol/authorization.ts";
import { Button } from "#ui/button.tsx";
import { SessionWord } from "#shell/host-context.tsx";

/** With these the tenant asks whoever its cookie knows. @see OIDC Core 1.0 section 3.1.2.1 */
const ASKS = /\b(login|select_account)\b/;

/** Whose session a login used that the tenant may have answered by its cookie alone, and the way to another. */
export function SessionUsed({
  account,
  request,
  onOther,
}: {
  account: Account;
  /** The request that it answered. */
  request: AuthorizationParameters;
  /** Logs in anew, with the `prompt` for which the tenant asks. */
  onOther: (prompt: string) => void;
}) {
  if (ASKS.test(request.prompt)) return null;
  return (
    <p>
      If no form asked, the tenant’s <SessionWord /> answered for{" "}
      <strong>{labelOf(account)}</strong>.{" "}
      <Button look="small" onClick={() => onOther("login")}>
        Log in as someone else
      </Button>
    </p>
  );
}
