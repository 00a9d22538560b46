import { defineConfig } from "vitest/config";

/** What takes too long for every change: `npm run test:full`. */
export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    include: ["tests/full/**/*.test.ts"],
    globalSetup: ["tests/setup/database-server.ts"],
  },
});
