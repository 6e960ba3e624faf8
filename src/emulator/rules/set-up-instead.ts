/** What sets up here what an endpoint that is not emulated would, by its name. Only the docs print it. */
export const SET_UP_INSTEAD: ReadonlyMap<string, string> = new Map(
  Object.entries({
    clients: "seed: `clients`; control API: `applications` shows them",
    "client-grants": "seed: `clientGrants`",
    "resource-servers": "seed: `resourceServers`",
    tenants: "seed: `tenant`",
    logs: "control API: `log`, in a shape of its own",
    sessions: "control API: `sessions`",
    grants: "control API: `reset` ends all",
    tickets: "control API: `users` sets `email_verified`",
    jobs: "seed: `users.*.json`, in the format of bulk imports",
    connections: "seed: `connections`",
  }),
);
