import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { paths } from "./paths.ts";

export interface Asset {
  readonly body: Buffer;
  readonly contentType: string;
}

export interface Assets {
  /** By hashed name, as it stands after /zasoby/. */
  readonly byName: ReadonlyMap<string, Asset>;
  readonly styles: string;
  readonly script: string;
  readonly icon: string;
}

/**
 * Reads what the browser needs once, at start, and names each file after its content, so that it can be kept for ever.
 * `stylesFile` is the sheet built by Tailwind, `sourceFolder` the repository's `assets`.
 */
export function loadAssets(files: { readonly stylesFile: string; readonly sourceFolder: string }): Assets {
  const byName = new Map<string, Asset>();
  const add = (name: string, contentType: string, body: Buffer): string => {
    const hash = createHash("sha256").update(body).digest("base64url").slice(0, 12);
    const hashed = name.replace(/\.(\w+)$/, `.${hash}.$1`);
    byName.set(hashed, { body, contentType });
    return `${paths.assetFolder}${hashed}`;
  };
  const source = (name: string) => readFileSync(join(files.sourceFolder, name));
  const font = add("source-sans-3.woff2", "font/woff2", source("fonts/source-sans-3.woff2"));
  const styles = readFileSync(files.stylesFile, "utf8").replaceAll(
    `${paths.assetFolder}source-sans-3.woff2`,
    font,
  );
  return {
    byName,
    styles: add("styles.css", "text/css; charset=utf-8", Buffer.from(styles)),
    script: add("portal.js", "text/javascript; charset=utf-8", source("portal.js")),
    icon: add("icon.svg", "image/svg+xml", source("icon.svg")),
  };
}
