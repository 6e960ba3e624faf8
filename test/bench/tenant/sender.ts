import { Agent, request } from "node:http";
import type { IncomingHttpHeaders } from "node:http";

/** One request. A body makes it a POST of a form. */
export type Sent = { url: string; form?: string | undefined; headers?: Record<string, string> };

/** What came back. */
export type Answered = { status: number; headers: IncomingHttpHeaders; body: string };

/** Sends over connections that stay open, as the clients of a server do. */
export type Sender = { send: (sent: Sent) => Promise<Answered>; close: () => void };

/** Makes a sender: lighter than fetch, which would take processor time from the server on a small machine. */
export function createSender(): Sender {
  const agent = new Agent({ keepAlive: true });
  return {
    send: ({ url, form, headers = {} }) =>
      new Promise((resolve, reject) => {
        const method = form === undefined ? "GET" : "POST";
        const type = { "Content-Type": "application/x-www-form-urlencoded" };
        const length = { "Content-Length": Buffer.byteLength(form ?? "") };
        const sending = request(
          url,
          {
            agent,
            method,
            headers: { ...headers, ...(form === undefined ? {} : { ...type, ...length }) },
          },
          (answer) => {
            let body = "";
            answer
              .setEncoding("utf8")
              .on("data", (chunk: string) => (body += chunk))
              .on("end", () =>
                resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }),
              )
              .on("error", reject);
          },
        );
        sending.on("error", reject).end(form);
      }),
    close: () => agent.destroy(),
  };
}
