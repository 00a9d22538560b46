import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { beforeAll, describe, expect, it } from "vitest";
import { createFrame } from "../src/cli/frame.ts";
import type { Noun } from "../src/cli/main.ts";
import { configurePolishHelp } from "../src/cli/polish-help.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Page {
  readonly path: string;
  readonly text: string;
}

const pages: readonly Page[] = [
  "README.md",
  ...markdownIn("docs"),
  ...markdownIn("changes"),
  ...markdownIn("assets"),
].map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

/** Folders whose files a page names from the root of the repository. */
const NAMED_PATH = /`((?:src|db|docs|tests|scripts|bench|assets|changes)\/[\w./-]*\w)`/g;
const LINK = /!?\[[^\]]*\]\(([^)\s]+)\)/g;

/** Relative links and paths of files that lead nowhere. */
function deadLinks({ path, text }: Page): string[] {
  const linked = [...withoutCode(text).matchAll(LINK)]
    .map((match) => match[1]!)
    .filter((target) => !/^[a-z]+:|^#/.test(target))
    .map((target) => normalize(join(dirname(path), target.replace(/#.*/, ""))));
  const named = [...text.matchAll(NAMED_PATH)].map((match) => match[1]!);
  return [...linked, ...named].filter((target) => !existsSync(join(root, target)));
}

/** A page that another host would have to serve; addresses of the law and of standards stay words. */
function foreignLinks({ text }: Page): string[] {
  return [...withoutCode(text).matchAll(LINK)]
    .map((match) => match[1]!)
    .filter((target) => /^https?:/.test(target));
}

/** Words after `osiedle` in commands: "package import". */
function commandsOf({ text }: Page): string[] {
  const spoken = [...text.matchAll(/`(?:npx )?osiedle ([a-z][^`]*)`/g)].map((match) => match[1]!);
  const shown = [...text.matchAll(/^(?:\$ )?(?:[A-Z_]+=\S+ )*npx osiedle ([a-z].*)$/gm)].map(
    (match) => match[1]!,
  );
  return [...spoken, ...shown];
}

let program: Command;

beforeAll(async () => {
  program = new Command("osiedle");
  configurePolishHelp(program);
  const folder = join(root, "src", "cli");
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.includes(".test."));
  for (const file of files.filter((name) => name !== "main.ts")) {
    const noun = (await import(join(folder, file))) as Partial<Noun>;
    noun.register?.(program, createFrame({}));
  }
}, 60_000);

/** What of a written command the program does not know: its noun, its verb or an option. */
function unknownIn(written: string): string[] {
  const words = written.split(/\s+/).filter((word) => word !== "");
  const noun = program.commands.find((command) => command.name() === words[0]);
  if (noun === undefined) return [written];
  const verb = noun.commands.find((command) => command.name() === words[1]);
  if (noun.commands.length > 0 && words[1] !== undefined && !/^[A-Z-]/.test(words[1]) && verb === undefined)
    return [written];
  const known = (verb ?? noun).options.map((option) => option.long);
  const options = words.filter((word) => /^--[a-z]/.test(word)).map((word) => word.replace(/[^a-z-].*$/, ""));
  return options
    .filter((option) => option !== "--help" && !known.includes(option))
    .map((option) => `${written}: ${option}`);
}

describe("the documents", () => {
  it("are there", () => {
    expect(pages.length).toBeGreaterThan(25);
  });

  it.each(pages)("$path leads to files that are there", (page) => {
    expect(deadLinks(page)).toEqual([]);
    expect(foreignLinks(page)).toEqual([]);
  });

  it("are all reached from README.md", () => {
    const reached = new Set<string>();
    const open = ["README.md"];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      if (reached.has(path)) continue;
      reached.add(path);
      open.push(...linkedPages(path));
    }
    expect(
      pages.map(({ path }) => path).filter((path) => !reached.has(path) && !path.startsWith("assets/")),
    ).toEqual([]);
  });

  it("name commands and options that the program knows", () => {
    const commands = pages.flatMap(commandsOf);
    expect(commands.length).toBeGreaterThan(40);
    expect(commands.flatMap(unknownIn)).toEqual([]);
  });

  it("are also in the program: every noun and verb explains itself, wholly in Polish", () => {
    expect(program.commands.length).toBeGreaterThan(12);
    for (const command of program.commands.flatMap((noun) => [noun, ...noun.commands])) {
      const help = command.helpInformation();
      expect(help).toContain("Użycie: ");
      expect(help).not.toMatch(/Usage|Options:|Commands:|Arguments:|display help|\[options\]|\[command\]/);
      expect(command.description(), command.name()).toMatch(/^\p{Lu}/u);
    }
  });

  it("explain every command of the program to the operator", () => {
    const guide = readFileSync(join(root, "docs/guides/operator.md"), "utf8");
    const verbs = program.commands.flatMap((noun) =>
      noun.commands.length === 0
        ? [noun.name()]
        : noun.commands.map((verb) => `${noun.name()} ${verb.name()}`),
    );
    expect(verbs.filter((verb) => !guide.includes(`osiedle ${verb}`))).toEqual([]);
  });
});

describe("docs/security.md", () => {
  const page = readFileSync(join(root, "docs/security.md"), "utf8");
  const tests = [...filesIn("src"), ...filesIn("tests")].filter((path) => /\.test\.tsx?$/.test(path));

  it("names tests that are there", () => {
    const named = [...page.matchAll(/`([\w-]+\.test\.tsx?)`/g)].map((match) => match[1]!);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !tests.some((path) => path.endsWith(`/${name}`)))).toEqual([]);
  });

  it("quotes their titles", () => {
    const sources = tests.map((path) => readFileSync(join(root, path), "utf8")).join("\n");
    const quoted = [...page.matchAll(/"([^"\n]+?)(?:…)?"/g)].map((match) => match[1]!);
    expect(quoted.length).toBeGreaterThan(15);
    expect(quoted.filter((title) => !sources.includes(title))).toEqual([]);
  });
});

describe("these checks", () => {
  it("name a dead link, a dead path, another host, an unknown command and an unknown option", () => {
    const page = {
      path: "docs/x.md",
      text: "[`a`](guides/none.md) and `[c](d)`, `src/none.ts` [b](https://example.org)",
    };
    expect(deadLinks(page)).toEqual(["docs/guides/none.md", "src/none.ts"]);
    expect(foreignLinks(page)).toEqual(["https://example.org"]);
    expect(["nothing here", "package eat X", "verify --tail"].flatMap(unknownIn)).toHaveLength(3);
    expect(["package import X", "verify --head …", "logins issue --person P1"].flatMap(unknownIn)).toEqual(
      [],
    );
  });
});

function linkedPages(path: string): string[] {
  const target = (link: string) => normalize(join(dirname(path), link.replace(/#.*/, "")));
  return [...readFileSync(join(root, path), "utf8").matchAll(LINK)]
    .map((match) => target(match[1]!))
    .filter((linked) => existsSync(join(root, linked)))
    .flatMap((linked) => (statSync(join(root, linked)).isDirectory() ? markdownIn(linked) : [linked]))
    .filter((linked) => linked.endsWith(".md"));
}

function markdownIn(folder: string): string[] {
  return filesIn(folder).filter((path) => path.endsWith(".md"));
}

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) =>
    join(folder, path).replaceAll("\\", "/"),
  );
}

/** Fenced code left out, and brackets inside code, which are no links. */
function withoutCode(text: string): string {
  return text
    .replace(/^```[\s\S]*?^```/gm, "")
    .replace(/`([^`\n]*)`/g, (_code, inner: string) => inner.replace(/[[\]()]/g, ""));
}
