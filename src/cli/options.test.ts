import { describe, expect, test } from "vitest";
import { readPagePort, readPorts } from "./options.ts";

describe("readPorts", () => {
  test("has defaults", () => {
    expect(readPorts([], {})).toEqual({ port: 5173, tenantPort: 5180 });
  });

  test("prefers a flag to the environment and the environment to the default", () => {
    const env = { LINKLAB_PORT: "4000", LINKLAB_TENANT_PORT: "4001" };
    expect(readPorts(["--port", "3000"], env)).toEqual({ port: 3000, tenantPort: 4001 });
    expect(readPorts(["--tenant-port=0"], env)).toEqual({ port: 4000, tenantPort: 0 });
  });

  test.each(["", "abc", "-1", "1.5", "0x50", "65536", "99999999999", " 80"])(
    "refuses %j as a port",
    (value) => {
      const message = `must be a port number from 0 to 65535, not "${value}".`;
      expect(() => readPorts([`--port=${value}`], {})).toThrow(`--port ${message}`);
      expect(() => readPorts([], { LINKLAB_PORT: value })).toThrow(`LINKLAB_PORT ${message}`);
    },
  );

  test.each([[["--prot", "1"]], [["8080"]], [["--port"]], [["--port", "--tenant-port"]]])(
    "explains %j in one line",
    (args) => {
      expect(() => readPorts(args, {})).toThrow(
        /^[^\n]+\. "npm start -- --help" lists the options\.$/,
      );
    },
  );
});

describe("readPagePort", () => {
  test("prefers the flag to the environment and the environment to the port of npm start", () => {
    expect(readPagePort([], {})).toBe(5173);
    expect(readPagePort([], { LINKLAB_PORT: "4000" })).toBe(4000);
    expect(readPagePort(["--port", "3000"], { LINKLAB_PORT: "4000" })).toBe(3000);
  });

  test("explains a flag of another command in one line", () => {
    expect(() => readPagePort(["--tenant-port", "1"], {})).toThrow(
      /^Unknown option '--tenant-port'\. "npm run preview -- --help" lists the options\.$/,
    );
  });
});
