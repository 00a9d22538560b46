import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { accept, type Result, refusal, refuse } from "../../domain/values/result.ts";

/** What the inspecting process says of a file: text page by page, or why it is not taken. */
export interface PdfDocumentFacts {
  readonly pages: readonly string[];
  readonly reasons: readonly string[];
}

export interface InspectedPdf {
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

/**
 * Opens a PDF in a process of its own with limits of memory and time, reads its text, and refuses what a library must not hand out:
 * `pdf-too-large`, `not-a-pdf`, `pdf-unreadable`, `pdf-encrypted`, `pdf-without-pages`, `pdf-too-many-pages`, `pdf-with-scripts`,
 * `pdf-with-launch-action`, `pdf-with-open-action`, `pdf-with-embedded-files`, `pdf-too-demanding` (the limits), all at once.
 */
export async function inspectPdf(
  bytes: Uint8Array,
  limits: PdfLimits = PDF_LIMITS,
): Promise<Result<InspectedPdf>> {
  if (bytes.length > limits.mostBytes)
    return refuse(refusal("pdf-too-large", { megabytes: Math.floor(limits.mostBytes / 2 ** 20) }));
  if (!Buffer.from(bytes.subarray(0, HEADER_WITHIN)).includes("%PDF-")) return refuse(refusal("not-a-pdf"));
  const answer = await answerOfProcess(bytes, limits);
  if (answer === "exhausted") return refuse(refusal("pdf-too-demanding"));
  if (answer === "crashed") return refuse(refusal("pdf-unreadable"));
  const { pages, reasons } = JSON.parse(answer.text) as PdfDocumentFacts;
  if (reasons.length > 0)
    return refuse(
      ...reasons.map((reason) =>
        refusal(reason, reason === "pdf-too-many-pages" ? { pages: limits.mostPages } : {}),
      ),
    );
  return accept({ pages, isScan: !pages.some((page) => /\p{L}/u.test(page)) });
}

type ProcessAnswer = { readonly text: string } | "crashed" | "exhausted";

function answerOfProcess(
  bytes: Uint8Array,
  { mostPages, mostSeconds, mostMegabytes }: PdfLimits,
): Promise<ProcessAnswer> {
  const program = fileURLToPath(new URL(`./inspect-pdf-process${extname(import.meta.url)}`, import.meta.url));
  return new Promise((resolve) => {
    // Nothing of the environment goes along: no address of the database, no secret.
    const child = spawn(process.execPath, ["--max-old-space-size=256", program, String(mostPages)], {
      stdio: ["pipe", "pipe", "ignore"],
      env: {},
    });
    const chunks: Buffer[] = [];
    let isExhausted = false;
    const end = () => {
      isExhausted = true;
      child.kill("SIGKILL");
    };
    const timer = setTimeout(end, mostSeconds * 1000);
    const watch = setInterval(() => {
      if (residentMegabytes(child.pid) > mostMegabytes) end();
    }, WATCH_EVERY_MILLISECONDS);
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    // A process that ends before it has read everything is told of by its exit.
    child.stdin.on("error", () => {});
    const finish = (code: number | null) => {
      clearTimeout(timer);
      clearInterval(watch);
      if (isExhausted) resolve("exhausted");
      else resolve(code === 0 ? { text: Buffer.concat(chunks).toString("utf8") } : "crashed");
    };
    child.on("error", () => finish(null));
    child.on("close", finish);
    child.stdin.end(bytes);
  });
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
