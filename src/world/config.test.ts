import { describe, expect, it } from "vitest";
import { readConfig, refuseDemoOnNetwork, refusePlainHttpOnNetwork } from "./config.ts";

describe("configuration", () => {
  it("stands on its own feet without any variable", () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      databaseUrl: undefined,
      isDemoForcedOnNetwork: false,
    });
    expect(config.publicUrl.href).toBe("http://localhost:3000/");
    expect(config.dataFolder).toBe(`${process.cwd()}/data`);
  });

  it.each([
    [{ HOST: "::1", PORT: "8080" }, "http://[::1]:8080/"],
    [{ HOST: "10.0.0.5" }, "http://10.0.0.5:3000/"],
    [{ HOST: "0.0.0.0", OSIEDLE_PUBLIC_URL: "https://portal.example.pl" }, "https://portal.example.pl/"],
  ])("makes the address people type from %j", (environment, address) => {
    expect(readConfig(environment).publicUrl.href).toBe(address);
  });

  it.each([
    { PORT: "-1" },
    { PORT: "65536" },
    { PORT: "80.5" },
    { PORT: "http" },
    { OSIEDLE_PUBLIC_URL: "portal" },
    { OSIEDLE_MIRROR_SECONDS: "0" },
  ])("refuses %j by name", (environment) => {
    expect(() => readConfig(environment)).toThrow(Object.keys(environment)[0]);
  });

  it.each([
    [{}, false],
    [{ HOST: "localhost" }, false],
    [{ HOST: "127.4.5.6" }, false],
    [{ HOST: "::1" }, false],
    [{ HOST: "0.0.0.0" }, true],
    [{ HOST: "192.168.1.4" }, true],
    [{ HOST: "localhost.example.pl" }, true],
    [{ HOST: "0.0.0.0", OSIEDLE_PUBLIC_URL: "http://portal.example.pl" }, true],
    [{ HOST: "0.0.0.0", OSIEDLE_PUBLIC_URL: "https://portal.example.pl" }, false],
  ])("plain http on a network: %j refused is %s", (environment, isRefused) => {
    const check = () => refusePlainHttpOnNetwork(readConfig(environment));
    if (isRefused) expect(check).toThrow("logowanie nie zadziała");
    else expect(check).not.toThrow();
  });

  it.each([
    [{}, false],
    [{ OSIEDLE_PUBLIC_URL: "http://localhost:8080" }, false],
    [{ OSIEDLE_PUBLIC_URL: "https://portal.example.pl" }, true],
    [{ OSIEDLE_PUBLIC_URL: "https://portal.example.pl", OSIEDLE_DEMO_ON_NETWORK: "tak" }, false],
    [{ HOST: "0.0.0.0", OSIEDLE_PUBLIC_URL: "https://portal.example.pl" }, true],
    [{ HOST: "0.0.0.0", OSIEDLE_DEMO_ON_NETWORK: "1" }, true],
    [{ HOST: "0.0.0.0", OSIEDLE_DEMO_ON_NETWORK: "tak" }, false],
  ])("demo data on a network: %j refused is %s", (environment, isRefused) => {
    const check = () => refuseDemoOnNetwork(readConfig(environment));
    if (isRefused) expect(check).toThrow("OSIEDLE_DEMO_ON_NETWORK=tak");
    else expect(check).not.toThrow();
  });

  it("believes only proxies that are named by their address", () => {
    expect(readConfig({}).trustedProxies).toEqual([]);
    const { trustedProxies } = readConfig({ OSIEDLE_TRUSTED_PROXIES: "127.0.0.1, 10.1.0.0/16 ::1" });
    expect(trustedProxies).toEqual(["127.0.0.1", "10.1.0.0/16", "::1"]);
    expect(() => readConfig({ OSIEDLE_TRUSTED_PROXIES: "wszyscy" })).toThrow("wszyscy");
  });
});
