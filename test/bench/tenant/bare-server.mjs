// What a start is held against: the least that answers 200.
import { createServer } from "node:http";

const server = createServer((_, outgoing) => outgoing.end("{}"));
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null)
    console.log(`http://127.0.0.1:${address.port}/`);
});
