import { expect, test } from "vitest";
import { serveTenant } from "./node.ts";

const appOrigin = "http://localhost:5173";

test("a tenant answers on every loopback address under its own issuer", async () => {
  const { origin, close } = await serveTenant({ port: 0, appOrigin });
  try {
    const { port } = new URL(origin);
    for (const host of ["localhost", "127.0.0.1"]) {
      const response = await fetch(`http://${host}:${port}/.well-known/openid-configuration`);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ issuer: `${origin}/` });
    }
  } finally {
    await close();
  }
});

test("a taken port is refused with the system's error code", async () => {
  const first = await serveTenant({ port: 0, appOrigin });
  try {
    const port = Number(new URL(first.origin).port);
    await expect(serveTenant({ port, appOrigin })).rejects.toMatchObject({ code: "EADDRINUSE" });
  } finally {
    await first.close();
  }
});

test("a closed tenant gives its port back", async () => {
  const first = await serveTenant({ port: 0, appOrigin });
  await first.close();
  const again = await serveTenant({ port: Number(new URL(first.origin).port), appOrigin });
  await again.close();
});
