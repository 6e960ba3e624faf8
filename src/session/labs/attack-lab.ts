import { explainFailure } from "#linking/findings/explain-failure.ts";
import { accountOf } from "#linking/walkthrough/account.ts";
import { buildCreateCall, buildTokenCall } from "#linking/attacks/attack-requests.ts";
import type { Answer, AttackLab } from "#linking/attacks/attack.ts";
import type { Person } from "#linking/attacks/people.ts";
import { buildPolicyCall } from "#linking/scenarios/tenant-control.ts";
import { secondaryAuthorization } from "#protocol/authorization.ts";
import type { Control } from "#protocol/control.ts";
import { ManagementApiError } from "#protocol/errors.ts";
import { readJson, sendRequest } from "#protocol/http.ts";
import { fillRequest, type NamedRequest } from "#protocol/named-request.ts";
import { isRecord, tryDecodeToken } from "#protocol/token.ts";
import { CALLBACK_PATHS } from "#session/callback-paths.ts";
import { logInByPopup } from "#session/popup-login.ts";
import { circumstances } from "#session/run.ts";
import type { Session } from "#session/session.ts";
import type { OpenedPopup } from "./lab-player.ts";

/** Makes what the steps of an attack can do. What they change is registered in the cleanup journal first. */
export function createAttackLab(session: Session, popup: OpenedPopup): AttackLab {
  const { ports, tenant, cleanup } = session;
  const { log } = ports;
  /** Whether somebody of the attack logged in at the tenant and is still there. */
  let isCookieOurs = false;

  function steered(): Control {
    if (ports.control === null) throw new Error("This tenant cannot be steered.");
    return ports.control;
  }

  /** With the user goes every session at the tenant. */
  async function clear(): Promise<void> {
    await cleanup.undo("policy", "users");
    if (isCookieOurs) session.record({ type: "logged-in-at-tenant", account: null });
    isCookieOurs = false;
  }

  async function createAccounts(...people: readonly Person[]): Promise<void> {
    cleanup.register({ kind: "users", userIds: people.map(({ userId }) => userId) });
    for (const person of people) await steered().change(buildCreateCall(person));
  }

  async function mintToken(of: Person | "server", scope: string): Promise<string> {
    const token = await steered().mint(buildTokenCall(of, scope, tenant.clientId));
    const owner = of === "server" ? null : of.role;
    log.redactor.learn(token, { owner, name: "access token" });
    return token;
  }

  /** The tenant goes by other rules for this one request only. */
  async function underPolicy<T>(policy: string | undefined, action: () => Promise<T>): Promise<T> {
    if (policy === undefined) return await action();
    const before = await steered().policy();
    if (policy === before) return await action();
    cleanup.register({ kind: "policy", policy: before });
    try {
      await steered().change(buildPolicyCall(policy));
      return await action();
    } finally {
      await cleanup.undo("policy");
    }
  }

  async function send(request: NamedRequest, policy?: string): Promise<Answer> {
    const owner = request.bearer?.owner ?? null;
    ports.setActor(owner);
    ports.setLane(owner === null ? "server" : "app");
    const { status, body } = await underPolicy(policy, async () => {
      const response = await sendRequest(ports.fetch, fillRequest(request));
      return { status: response.status, body: await readJson(response) };
    });
    const message = messageOf(body);
    const run = log.underWay();
    if (status >= 400 && run !== null) {
      const error = new ManagementApiError(status, "", message, null);
      const sent = { ...circumstances(session), bearer: request.bearer?.value ?? null };
      log.explain(run, explainFailure(error, sent).id);
    }
    return { status, message, body };
  }

  /** The tenant's cookie is theirs afterwards, and the session knows. */
  async function logIn({ role, connection, email }: Person): Promise<string> {
    const opened = popup();
    isCookieOurs = true;
    ports.setActor(role);
    const redirectUri = ports.appUrl + CALLBACK_PATHS.page;
    const { runPopup } = session.signInWith({
      ...secondaryAuthorization(tenant, "code", redirectUri),
      connection,
      login_hint: email,
    });
    const { tokens } = await logInByPopup(session, { popup: opened, actor: role, send: runPopup });
    const idToken = tokens.idToken ?? "";
    if (idToken !== "") log.redactor.learn(idToken, { owner: role, name: "ID token" });
    const account = accountOf(tryDecodeToken(idToken)?.claims ?? {});
    session.record({ type: "logged-in-at-tenant", account });
    return account.userId;
  }

  return { createAccounts, clear, mintToken, send, logIn };
}

function messageOf(body: unknown): string {
  const message = isRecord(body) ? body["message"] : null;
  return typeof message === "string" ? message : "";
}
