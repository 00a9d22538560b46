import { isIP } from "node:net";
import { resolve } from "node:path";
import { WorldFault } from "./fault.ts";

/** What the operator sets by environment variables. */
export interface Config {
  /** OSIEDLE_DATA: everything the program keeps; default `./data`. */
  readonly dataFolder: string;
  /** DATABASE_URL: administrator's login to an external PostgreSQL 18; absent, the embedded one runs. */
  readonly databaseUrl: string | undefined;
  /** PORT, default 3000. */
  readonly port: number;
  /** HOST, default 127.0.0.1. */
  readonly host: string;
  /** OSIEDLE_PUBLIC_URL: the address residents type when a proxy adds https. */
  readonly publicUrl: URL;
  /** OSIEDLE_TRUSTED_PROXIES: addresses of the https servers in front, whose word on the caller's address is believed. */
  readonly trustedProxies: readonly string[];
  /** OSIEDLE_DEMO_ON_NETWORK=tak: demo people with published passwords although others can reach the program. */
  readonly isDemoForcedOnNetwork: boolean;
  /** OSIEDLE_MIRROR_SECONDS: how often to look for mirrors that are due and for packages in watched folders; default 30 s. */
  readonly mirrorMilliseconds: number;
}

const DEFAULT_PORT = 3000;
const DEFAULT_MIRROR_SECONDS = 30;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/** @throws WorldFault naming the variable that cannot be understood. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const host = environment.HOST || "127.0.0.1";
  const port = readPort(environment.PORT);
  return {
    dataFolder: resolve(environment.OSIEDLE_DATA || "data"),
    databaseUrl: environment.DATABASE_URL || undefined,
    port,
    host,
    publicUrl: readPublicUrl(environment.OSIEDLE_PUBLIC_URL, host, port),
    trustedProxies: readProxies(environment.OSIEDLE_TRUSTED_PROXIES),
    isDemoForcedOnNetwork: environment.OSIEDLE_DEMO_ON_NETWORK === "tak",
    mirrorMilliseconds: readSeconds(environment.OSIEDLE_MIRROR_SECONDS) * 1000,
  };
}

function readPort(text: string | undefined): number {
  if (!text) return DEFAULT_PORT;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new WorldFault(`PORT musi być liczbą od 0 do 65535, a jest „${text}”.`);
  }
  return port;
}

function readSeconds(text: string | undefined): number {
  if (!text) return DEFAULT_MIRROR_SECONDS;
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 3600) return seconds;
  throw new WorldFault(`OSIEDLE_MIRROR_SECONDS musi być liczbą od 1 do 3600, a jest „${text}”.`);
}

function readProxies(text: string | undefined): readonly string[] {
  const proxies = (text ?? "").split(/[\s,]+/).filter((part) => part !== "");
  const unreadable = proxies.filter((proxy) => isIP(proxy.replace(/\/\d{1,3}$/, "")) === 0);
  if (unreadable.length === 0) return proxies;
  throw new WorldFault(
    `OSIEDLE_TRUSTED_PROXIES ma zawierać adresy IP, a jest w nim „${unreadable.join(", ")}”.`,
  );
}

function readPublicUrl(text: string | undefined, host: string, port: number): URL {
  if (!text)
    return new URL(
      `http://${host.includes(":") ? `[${host}]` : LOOPBACK.test(host) ? "localhost" : host}:${port}`,
    );
  try {
    return new URL(text);
  } catch (error) {
    throw new WorldFault(`OSIEDLE_PUBLIC_URL nie jest adresem strony: „${text}”.`, { cause: error });
  }
}

/** Whether only this machine can reach the program. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/**
 * Sign-in cookies need https or localhost: on a plain http address of the network every sign-in would fail without
 * a word, so the program says so before it starts.
 */
export function refusePlainHttpOnNetwork(config: Config): void {
  if (isLoopback(config.host) || config.publicUrl.protocol === "https:") return;
  throw new WorldFault(
    `Pod adresem http w sieci (HOST=${config.host}) logowanie nie zadziała; postaw przed programem serwer z https i podaj jego adres w OSIEDLE_PUBLIC_URL=https://… albo usuń HOST.`,
  );
}

/** Demo people sign in with published passwords; on a network they are refused unless forced by name. */
export function refuseDemoOnNetwork(config: Config): void {
  if (config.isDemoForcedOnNetwork) return;
  // A proxy in front takes a loopback address to the network just as well.
  const reachable = !isLoopback(config.host)
    ? `HOST=${config.host}`
    : !isLoopback(config.publicUrl.hostname.replace(/^\[|\]$/g, ""))
      ? `OSIEDLE_PUBLIC_URL=${config.publicUrl.origin}`
      : null;
  if (reachable === null) return;
  throw new WorldFault(
    `Dane pokazowe mają jawne hasła, więc nie uruchomią się w sieci (${reachable}); usuń to ustawienie albo wymuś je przez OSIEDLE_DEMO_ON_NETWORK=tak.`,
  );
}
