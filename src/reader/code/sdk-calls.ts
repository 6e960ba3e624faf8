import { definitionAt, nameOfCallee, targetText, type Code } from "./code.ts";
import { optionsOf, type Draft, type Recogniser, type Said } from "./draft.ts";
import { piecesOf, type Piece } from "./pieces.ts";
import { moduleOf } from "./libraries.ts";
import { argumentsOf, calleeOf, memberOf, type CodeNode } from "./tree.ts";
import { resolve, type Expr } from "./values.ts";

const SERVER = { kind: "access-token", scope: "update:users", audience: null } as const;

/**
 * auth0.js: `new auth0.Management({ domain, token }).linkUser(userId, secondaryToken, callback)`, which
 * sends `link_with`.
 *
 * @see auth0-js 10.2.1, src/management/index.js
 */
export const auth0jsDraft: Recogniser = (code, call, frame) => {
  const member = methodCalled(code, call);
  if (member?.name !== "linkUser") return null;
  const [userId, proof] = argumentsOf(call);
  if (userId === undefined || proof === undefined) return null;
  const client = clientOf(code, member.object);
  const isManagement = client !== null && classOf(code, client) === "Management";
  if (!isManagement && !/manage|auth0/i.test(targetText(member.object, code.text))) return null;
  const [options] = client === null ? [] : argumentsOf(client);
  const given = options ? optionsOf(code, { node: options, frame: null }) : null;
  return {
    library: "auth0.js",
    libraryNode: (client && calleeOf(client)) ?? member.object,
    node: call,
    method: { pieces: ["POST"], node: member.at },
    url: path(code, { node: userId, frame }, [], member.at),
    headers: [],
    body: { node: proof, frame },
    token: isManagement ? (given?.get("token") ?? null) : null,
  };
};

/**
 * Auth0's SDK for Node in all its versions: `users.link`, `users.unlink`, `linkUsers`,
 * `users.identities.link` and `users.identities.delete`.
 *
 * @see auth0 2 to 7, v5_MIGRATION_GUIDE.md
 */
export const nodeDraft: Recogniser = (code, call, frame) => {
  const member = methodCalled(code, call);
  const kind = member && kindOf(code, member, call);
  const [first, ...rest] = argumentsOf(call);
  if (!member || !kind || first === undefined) return null;
  const target: Expr = { node: first, frame };
  const options = optionsOf(code, target);
  const id = options?.get("id", "user_id", "userId") ?? (options === null ? target : null);
  const others = rest.map((node): Expr => ({ node, frame }));
  const secondary =
    options !== null && others.length === 0
      ? [options.get("provider"), options.get("user_id")]
      : [others[0] ?? null, others[1] ?? null];
  const given = secondary.filter((part) => part !== null);
  const isUnlink = kind === "unlink";
  return {
    library: "auth0",
    libraryNode: member.object,
    node: call,
    method: { pieces: [isUnlink ? "DELETE" : "POST"], node: member.at },
    url: path(code, id, isUnlink ? given : [], first),
    headers: [],
    body: isUnlink ? null : (others[0] ?? null),
    token: tokenOf(code, member.object),
  };
};

type Method = NonNullable<ReturnType<typeof memberOf>>;

function methodCalled(code: Code, call: CodeNode): Method | null {
  const callee = call.type === "CallExpression" ? calleeOf(call) : null;
  return callee && memberOf(callee, code.text);
}

function kindOf(code: Code, { object, name }: Method, call: CodeNode): "link" | "unlink" | null {
  const target = targetText(object, code.text).toLowerCase();
  const owner = target.split(".").at(-1) ?? "";
  const count = argumentsOf(call).length;
  if (name === "linkUsers" && count >= 2) return "link";
  if (name === "unlinkUsers") return "unlink";
  const isIdentities = owner === "identities" || classNameOf(code, object) === "IdentitiesClient";
  const isUsers = /(?:^|\.)(?:users|usersmanager)$/.test(target) || isIdentities;
  if (!isUsers) return null;
  if (name === "link" && count >= 2) return "link";
  if (name === "unlink" || (name === "delete" && isIdentities && count >= 3)) return "unlink";
  return null;
}

/** What the client of a call knows of its token. */
function tokenOf(code: Code, object: CodeNode): Draft["token"] {
  let at: CodeNode | null = object;
  for (let level = 0; at !== null && level < 5; level += 1) {
    const client = clientOf(code, at);
    if (client !== null) return tokenOfClient(code, client);
    at = memberOf(at, code.text)?.object ?? null;
  }
  return null;
}

function tokenOfClient(code: Code, client: CodeNode): Draft["token"] {
  const [options] = argumentsOf(client);
  if (options === undefined) return null;
  const given = optionsOf(code, { node: options, frame: null });
  const token = given?.get("token") ?? null;
  if (token !== null) return token;
  const isServer = given?.get("clientSecret", "clientAssertionSigningKey") != null;
  return isServer ? SERVER : null;
}

/** The `new …` that made an object; `null` where it is not in the file. */
function clientOf(code: Code, object: CodeNode): CodeNode | null {
  const made = resolve(code, { node: object, frame: null }).node;
  if (made.type === "NewExpression") return made;
  const isCall =
    made.type === "CallExpression" && /management/i.test(nameOfCallee(made, code.text));
  return isCall && argumentsOf(made).length > 0 ? made : null;
}

function classNameOf(code: Code, object: CodeNode): string | null {
  const client = clientOf(code, object);
  return client && classOf(code, client);
}

/** The class behind `new`, by the name that its package gives it. */
function classOf(code: Code, client: CodeNode): string {
  const name = nameOfCallee(client, code.text);
  const callee = calleeOf(client);
  if (callee?.type !== "VariableName") return name;
  const definition = definitionAt(code, name, client);
  const isImported = definition?.kind === "import" || moduleOf(code, callee) !== null;
  return (isImported ? definition?.path.at(-1) : undefined) ?? aliased(code, callee) ?? name;
}

/** `const Management = auth0.Management` and `const { Management: M } = auth0`. */
function aliased(code: Code, callee: CodeNode): string | null {
  const definition = definitionAt(code, code.text.slice(callee.from, callee.to), callee);
  if (definition?.kind !== "value") return null;
  const last = definition.path.at(-1);
  if (last !== undefined) return last;
  return (definition.from && memberOf(definition.from, code.text)?.name) ?? null;
}

function path(code: Code, id: Expr | null, secondary: readonly Expr[], node: CodeNode): Said {
  const pieces = (expr: Expr): readonly Piece[] =>
    piecesOf(code, expr).map((piece) => (typeof piece === "string" ? encodeId(piece) : piece));
  const tail = secondary.flatMap((expr) => ["/", ...pieces(expr)]);
  const own = id === null ? ["{id}"] : pieces(id);
  return { pieces: ["/api/v2/users/", ...own, "/identities", ...tail], node };
}

/** Lone surrogates have no encoding. */
function encodeId(id: string): string {
  return encodeURIComponent(id.replaceAll(/\p{Surrogate}/gu, "\u{fffd}"));
}
