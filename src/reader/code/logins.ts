import { nameOfCallee, type Code } from "./code.ts";
import { piecesOf } from "./pieces.ts";
import { render } from "./render.ts";
import { argumentsOf, calleeOf, memberOf, type CodeNode } from "./tree.ts";
import { membersOf, resolve, sourceOf, type Expr, type Member } from "./values.ts";

/** What a login asks for, each with the place where it stands. Absent is what the code does not name. */
export type Login = {
  readonly library: "auth0.js" | "auth0-spa-js" | "auth0-react";
  readonly responseType?: Asked;
  readonly audience?: Asked;
  readonly scope?: Asked;
};

/** A value with `{name}` where only running would tell; its place is `null` where the SDK adds it. */
export type Asked = { readonly text: string; readonly node: CodeNode | null };

const CODE: Asked = { text: "code", node: null };
const SPA = /^(?:Auth0Client|createAuth0Client|createAuth0|provideAuth0|forRoot)$/;
const BY_CALL = /^(?:authorize|checkSession|renewAuth|loginWithPopup|loginWithRedirect)$/;

/**
 * What the login of a file asks for: that which names the Management API, else the only one. `null`
 * where there is none, or where several differ.
 */
export function loginOf(code: Code): Login | null {
  const logins = [
    ...code.calls.flatMap((call) => loginOfCall(code, call) ?? []),
    ...code.elements.flatMap((element) => loginOfElement(code, element) ?? []),
  ];
  const forApi = logins.filter(({ audience }) => audience?.text.endsWith("/api/v2/"));
  const [first = null, ...others] = forApi.length > 0 ? forApi : logins;
  return first !== null && others.every((other) => isSame(first, other)) ? first : null;
}

function isSame(one: Login, other: Login): boolean {
  const names = ["responseType", "audience", "scope"] as const;
  return names.every((name) => one[name]?.text === other[name]?.text);
}

function loginOfCall(code: Code, call: CodeNode): Login | null {
  const name = nameOfCallee(call, code.text);
  const [first, , third] = argumentsOf(call);
  if (name === "WebAuth" && first) return read(code, "auth0.js", first);
  if (SPA.test(name) && first) return askedOf(code, first) && read(code, "auth0-spa-js", first);
  if (name === "Auth0Lock" || name === "Auth0LockPasswordless") {
    const auth = third && membersOf(code, resolve(code, { node: third, frame: null }));
    const own = auth?.members.get("auth")?.value.node;
    return own ? read(code, "auth0.js", own) : null;
  }
  if (!BY_CALL.test(name) || first === undefined) return null;
  const asked = askedOf(code, first) ?? {};
  if (Object.keys(asked).length === 0) return null;
  const base = clientOf(code, call);
  const callee = calleeOf(call);
  const receiver = callee && memberOf(callee, code.text)?.object;
  // Others have methods of these names, too.
  const isAuth = receiver ? /auth/i.test(sourceOf(code, receiver)) : name.startsWith("loginWith");
  if (base === null && !isAuth) return null;
  const library = name.startsWith("loginWith") ? "auth0-spa-js" : "auth0.js";
  return { ...base, ...withDefaults(base?.library ?? library, asked) };
}

/** The login that the client of a call was made with. */
function clientOf(code: Code, call: CodeNode): Login | null {
  let object = calleeOf(call);
  for (let level = 0; object !== null && level < 3; level += 1) {
    object = memberOf(object, code.text)?.object ?? null;
    if (object === null) return null;
    const { node } = resolve(code, { node: object, frame: null });
    if (node.type === "NewExpression" && node !== call) return loginOfCall(code, node);
    if (node.type === "CallExpression" && SPA.test(nameOfCallee(node, code.text)))
      return loginOfCall(code, node);
  }
  return null;
}

function loginOfElement(code: Code, element: CodeNode): Login | null {
  const [, name] = element.children;
  if (name === undefined || sourceOf(code, name) !== "Auth0Provider") return null;
  const members = new Map<string, Member>();
  for (const attribute of element.children) {
    const [key, , value] = attribute.children;
    if (attribute.type !== "JSXAttribute" || key === undefined || value === undefined) continue;
    members.set(sourceOf(code, key), { value: { node: value, frame: null }, node: attribute });
  }
  const nested = members.get("authorizationParams");
  const inner = nested && askedOf(code, nested.value.node);
  return withDefaults("auth0-react", { ...pick(code, members), ...inner });
}

function read(code: Code, library: Login["library"], options: CodeNode): Login {
  return withDefaults(library, askedOf(code, options) ?? {});
}

function withDefaults(library: Login["library"], asked: Omit<Login, "library">): Login {
  return library === "auth0.js"
    ? { library, ...asked }
    : {
        library,
        responseType: CODE,
        scope: { text: "openid profile email", node: null },
        ...asked,
      };
}

/** What options ask for; `null` where they name nothing of it. */
export function askedOf(code: Code, options: CodeNode): Omit<Login, "library"> | null {
  const own = membersOf(code, resolve(code, { node: options, frame: null }))?.members;
  if (own === undefined) return null;
  const nested = own.get("authorizationParams") ?? own.get("params");
  const inner = nested && membersOf(code, resolve(code, nested.value))?.members;
  const asked = { ...pick(code, own), ...(inner && pick(code, inner)) };
  return Object.keys(asked).length === 0 && nested === undefined ? null : asked;
}

function pick(code: Code, members: ReadonlyMap<string, Member>): Omit<Login, "library"> {
  const asked = (...names: readonly string[]): Asked | null => {
    const member = names.map((name) => members.get(name)).find((found) => found !== undefined);
    return member === undefined ? null : { text: wholeText(code, member.value), node: member.node };
  };
  const responseType = asked("responseType", "response_type");
  const audience = asked("audience");
  const scope = asked("scope", "scopes");
  return {
    ...(responseType && { responseType }),
    ...(audience && { audience }),
    ...(scope && { scope }),
  };
}

/** A text, or an array of words. */
function wholeText(code: Code, expr: Expr): string {
  const { node, frame } = resolve(code, expr);
  if (node.type !== "ArrayExpression") return render(code, piecesOf(code, { node, frame }));
  const words = node.children.filter(({ type }) => type === "String");
  return words.map((word) => render(code, piecesOf(code, { node: word, frame }))).join(" ");
}
