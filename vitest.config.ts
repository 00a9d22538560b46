import { defineConfig } from "vitest/config";

/** Tests that need PostgreSQL or a browser; all others run without either. */
const WITH_DATABASE = [
  "tests/{database,e2e,golden}/**/*.test.{ts,tsx}",
  "src/{store,operations,access,demo}/**/*.test.{ts,tsx}",
  "src/**/*.database.test.{ts,tsx}",
];

const SHARED = {
  oxc: { jsx: { runtime: "automatic" as const, importSource: "preact" } },
};

export default defineConfig({
  test: {
    // Databases and browsers work beside them: a third at a time gains nothing on two cores.
    maxWorkers: 2,
    projects: [
      {
        ...SHARED,
        test: {
          name: "unit",
          include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}", "bench/**/*.test.ts"],
          exclude: [...WITH_DATABASE, "tests/full/**"],
          // They share nothing that one could leave behind for the next.
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        ...SHARED,
        test: {
          name: "database",
          include: WITH_DATABASE,
          globalSetup: ["tests/setup/database-server.ts"],
          // Each file has a database of its own; what they share is what the program itself shares: modules that keep nothing.
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
