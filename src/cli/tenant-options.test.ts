import { resolve } from "node:path";
import { expect, test } from "vitest";
import { readTenantOptions } from "./tenant-options.ts";

const read = (...args: string[]) => readTenantOptions(args, {});

test("serves the app of npm start on this computer, over http, unless told otherwise", () => {
  expect(read()).toEqual({
    port: 5180,
    host: undefined,
    hasHttps: false,
    names: [],
    caPath: undefined,
    issuer: undefined,
    appOrigins: ["http://localhost:5173"],
    callbacks: [],
    seedPath: undefined,
    isJson: false,
  });
  expect(readTenantOptions(["--port", "4010"], { LINKLAB_PORT: "3000" })).toMatchObject({
    port: 4010,
    appOrigins: ["http://localhost:3000"],
  });
});

test("takes every option, and those that may repeat as often as they are given", () => {
  expect(
    read(
      ...(
        "--port=0 --host 0.0.0.0 --https --ca ca.pem --json --name Tenant.test --name [fd00::1] " +
        "--issuer https://tenant.example --app-origin http://localhost:3000 " +
        "--app-origin https://app.example/ --callback a=http://localhost:1/x?y=z " +
        "--callback a=com.example.app://done --seed tenant"
      ).split(" "),
    ),
  ).toEqual({
    port: 0,
    host: "0.0.0.0",
    hasHttps: true,
    names: ["tenant.test", "fd00::1"],
    caPath: resolve("ca.pem"),
    issuer: "https://tenant.example/",
    appOrigins: ["http://localhost:3000", "https://app.example"],
    callbacks: [
      { clientId: "a", url: "http://localhost:1/x?y=z" },
      { clientId: "a", url: "com.example.app://done" },
    ],
    seedPath: resolve("tenant"),
    isJson: true,
  });
});

test.each([
  [["--prot", "1"], "Unknown option '--prot'."],
  [["8080"], "Unexpected argument '8080'."],
  [["--seed"], "Option '--seed <value>' argument missing."],
  [["--https=yes"], "Option '--https' does not take an argument."],
  [["--port", "1", "--port", "2"], "Option '--port' was given twice."],
])("%j is explained in one line that names it", (args, reason) => {
  expect(() => read(...args)).toThrow(`${reason} "npm run tenant -- --help" lists the options.`);
});

test.each([
  "localhost:5173",
  "http://localhost:5173/app",
  "ftp://localhost",
  "javascript:alert(1)",
  "null",
  "",
])("%j is no origin of an app, and no issuer", (value) => {
  expect(() => read(`--app-origin=${value}`)).toThrow(/^--app-origin must be an origin/);
  expect(() => read(`--issuer=${value}`)).toThrow(/^--issuer must be an origin/);
});

test.each(["", "a b", "tenant.test/x", "http://x", "a@b", "tenant.test:5180"])(
  "%j is no name",
  (value) => {
    expect(() => read(`--name=${value}`)).toThrow(/^--name must be a name or an address/);
    expect(() => read(`--host=${value}`)).toThrow(/^--host must be a name or an address/);
  },
);

test.each(["", "linklab-web", "=http://localhost", "linklab-web=", "linklab-web=/done"])(
  "%j is no callback of an application",
  (value) => {
    expect(() => read(`--callback=${value}`)).toThrow(/^--callback must be a client ID/);
  },
);

test("a place for a certificate that is not made is refused", () => {
  expect(() => read("--ca", "ca.pem")).toThrow("--ca needs --https.");
});
