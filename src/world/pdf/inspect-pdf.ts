import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { accept, type Result, refusal, refuse } from "../../domain/values/result.ts";

/** What nobody sees who reads the pages. */
interface Unseen {
  /** Texts beside the pages: properties of the file, notes, fields, bookmarks. */
  readonly unseen: readonly string[];
  /** Former states of itself that the file still holds: what was deleted can be had back. */
  readonly earlierStates: number;
}

/** What the inspecting process says of a file: text page by page, or why it is not taken. */
export interface PdfDocumentFacts extends Unseen {
  readonly pages: readonly string[];
  readonly reasons: readonly string[];
}

export interface InspectedPdf extends Unseen {
  /** Text page by page; all empty for a scan. */
  readonly pages: readonly string[];
  /** Pictures of pages without a letter of text: it can be read by people, not searched. */
  readonly isScan: boolean;
}

export interface PdfLimits {
  readonly mostBytes: number;
  readonly mostPages: number;
  readonly mostSeconds: number;
  readonly mostMegabytes: number;
}

export const PDF_LIMITS: PdfLimits = {
  mostBytes: 50 * 2 ** 20,
  mostPages: 2000,
  mostSeconds: 30,
  mostMegabytes: 768,
};

const HEADER_WITHIN = 1024;
const WATCH_EVERY_MILLISECONDS = 100;

/** Inspects one file after the other in a process of its own, which is begun anew after so many files or whenever one ends it. */
export interface PdfInspector {
  readonly inspect: (bytes: Uint8Array) => Promise<Result<InspectedPdf>>;
  readonly close: () => void;
}

const FILES_OF_A_PROCESS = 50;

/**
 * Opens PDFs in a process with limits of memory and time, reads their text, and refuses what a library must not hand out:
 * `pdf-too-large`, `not-a-pdf`, `pdf-unreadable`, `pdf-encrypted`, `pdf-without-pages`, `pdf-too-many-pages`, `pdf-with-scripts`,
 * `pdf-with-launch-action`, `pdf-with-open-action`, `pdf-with-embedded-files`, `pdf-too-demanding` (the limits), all at once.
 */
export function openPdfInspector(limits: PdfLimits = PDF_LIMITS): PdfInspector {
  let process: InspectingProcess | null = null;
  let inspected = 0;
  const close = () => {
    process?.kill();
    process = null;
  };
  return {
    close,
    inspect: async (bytes) => {
      if (bytes.length > limits.mostBytes)
        return refuse(refusal("pdf-too-large", { megabytes: Math.floor(limits.mostBytes / 2 ** 20) }));
      if (!Buffer.from(bytes.subarray(0, HEADER_WITHIN)).includes("%PDF-"))
        return refuse(refusal("not-a-pdf"));
      process ??= startProcess(limits);
      inspected += 1;
      const answer = await process.ask(bytes);
      if (typeof answer === "string" || inspected % FILES_OF_A_PROCESS === 0) close();
      return resultOf(answer, limits);
    },
  };
}

/** One file alone; refuses what `openPdfInspector` names. */
export async function inspectPdf(
  bytes: Uint8Array,
  limits: PdfLimits = PDF_LIMITS,
): Promise<Result<InspectedPdf>> {
  const inspector = openPdfInspector(limits);
  try {
    return await inspector.inspect(bytes);
  } finally {
    inspector.close();
  }
}

function resultOf(answer: ProcessAnswer, limits: PdfLimits): Result<InspectedPdf> {
  if (answer === "exhausted") return refuse(refusal("pdf-too-demanding"));
  if (answer === "crashed") return refuse(refusal("pdf-unreadable"));
  const { reasons, pages, unseen, earlierStates } = answer;
  if (reasons.length === 0) return accept({ pages, isScan: !pages.some(hasText), unseen, earlierStates });
  return refuse(
    ...reasons.map((reason) =>
      refusal(reason, reason === "pdf-too-many-pages" ? { pages: limits.mostPages } : {}),
    ),
  );
}

export function hasText(page: string): boolean {
  return /\p{L}/u.test(page);
}

type ProcessAnswer = PdfDocumentFacts | "crashed" | "exhausted";

interface InspectingProcess {
  readonly ask: (bytes: Uint8Array) => Promise<ProcessAnswer>;
  readonly kill: () => void;
}

function startProcess({ mostPages, mostSeconds, mostMegabytes }: PdfLimits): InspectingProcess {
  const program = fileURLToPath(new URL(`./inspect-pdf-process${extname(import.meta.url)}`, import.meta.url));
  // Nothing of the environment goes along: no address of the database, no secret.
  const child = spawn(process.execPath, ["--max-old-space-size=256", program, String(mostPages)], {
    stdio: ["pipe", "pipe", "ignore"],
    env: {},
  });
  let answered: (answer: ProcessAnswer) => void = () => {};
  let received = Buffer.alloc(0);
  child.stdout.on("data", (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    if (received.length < 4 || received.length < 4 + received.readUInt32BE()) return;
    const text = received.subarray(4).toString("utf8");
    received = Buffer.alloc(0);
    answered(JSON.parse(text) as PdfDocumentFacts);
  });
  // A process that ends before it has read everything is told of by its exit.
  child.stdin.on("error", () => {});
  child.on("error", () => answered("crashed"));
  child.on("close", () => answered("crashed"));
  const kill = () => child.kill("SIGKILL");
  return {
    kill,
    ask: (bytes) =>
      new Promise((resolve) => {
        const end = () => {
          answered("exhausted");
          kill();
        };
        const timer = setTimeout(end, mostSeconds * 1000);
        const watch = setInterval(() => {
          if (residentMegabytes(child.pid) > mostMegabytes) end();
        }, WATCH_EVERY_MILLISECONDS);
        answered = (answer) => {
          clearTimeout(timer);
          clearInterval(watch);
          answered = () => {};
          resolve(answer);
        };
        const length = Buffer.alloc(4);
        length.writeUInt32BE(bytes.length);
        child.stdin.write(length);
        child.stdin.write(bytes);
      }),
  };
}

/** 0 where the system does not tell (not Linux): time limits it then. */
function residentMegabytes(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
