import { type Month, yearOf } from "../domain/values/month.ts";
import { addDays, dayOfWeek, type PlainDate, writeDate } from "../domain/values/plain-date.ts";
import { draw, drawWhole } from "./random.ts";

/** A year of the archive: its annual General Meeting and the accounting year that the meeting closed. Amounts in whole złoty. */
export interface ArchiveYear {
  /** From 0, the oldest. */
  readonly index: number;
  readonly year: number;
  readonly closed: ClosedYear;
  readonly meetingOn: PlainDate;
  readonly noticeOn: PlainDate;
  readonly draftsOn: PlainDate;
  readonly presentMembers: number;
  readonly works: string;
  readonly worksZloty: number;
}

/** The accounting year before; what the renovation fund has at its end the next year begins with. */
export interface ClosedYear {
  readonly year: number;
  readonly revenueZloty: number;
  readonly costsZloty: number;
  readonly surplusZloty: number;
  readonly fundBeforeZloty: number;
  readonly fundPaidInZloty: number;
  readonly fundSpentZloty: number;
  readonly fundAfterZloty: number;
}

/** What the General Meeting planned, year after year; the last two as the fee resolutions say. */
const WORKS = [
  "remont kominów i obróbek blacharskich budynków przy ul. Lipowej",
  "wymiana pionów kanalizacyjnych w budynkach przy ul. Jesionowej 1 i 3",
  "modernizacja węzła cieplnego budynków przy ul. Klonowej",
  "remont balkonów budynków przy ul. Bukowej 1 i 3",
  "wymiana oświetlenia klatek schodowych na energooszczędne we wszystkich budynkach",
  "remont dźwigów osobowych przy ul. Wiązowej 2",
  "remont dźwigów osobowych przy ul. Wiązowej 4",
  "przebudowa placu zabaw i chodników przy ul. Lipowej",
  "wymiana instalacji domofonowej w budynkach przy ul. Klonowej",
  "remont hali garażowej przy ul. Bukowej",
  "remont dachów budynków przy ul. Lipowej 2, 4 i 6",
  "ocieplenie budynków przy ul. Klonowej 1, 3 i 5",
] as const;

const ARCHIVE_YEARS = WORKS.length;
/** The annual meeting is held by the end of June: from July on this year's is in the archive. */
const FIRST_MONTH_AFTER_MEETING = 7;
/** More than the law's 21 and 14 days. */
const NOTICE_DAYS = 28;
const DRAFTS_DAYS = 20;
const FRIDAY = 5;
const HUNDRED = 100;

/** The last twelve annual meetings that have been held, the oldest first. */
export function archiveYears(months: readonly Month[]): ArchiveYear[] {
  const last = months.at(-1)!;
  const isHeld = Number(last.slice(5)) >= FIRST_MONTH_AFTER_MEETING;
  const first = yearOf(last) - (isHeld ? 0 : 1) - ARCHIVE_YEARS + 1;
  const years: ArchiveYear[] = [];
  let fundZloty = 412_600;
  for (const [index, works] of WORKS.entries()) {
    const year = first + index;
    const closed = closedYear(year - 1, index, fundZloty);
    fundZloty = closed.fundAfterZloty;
    years.push({
      index,
      year,
      closed,
      ...meetingDays(year),
      presentMembers: drawWhole(`walne/${year}/present`, 58, 134),
      works,
      worksZloty: drawWhole(`walne/${year}/works`, 3_800, 7_900) * HUNDRED,
    });
  }
  return years;
}

export function meetingCode(year: number): string {
  return `WZ-${year}`;
}

/** A Friday between 15 May and 25 June, with its notice and drafts in time. */
export function meetingDays(year: number): Pick<ArchiveYear, "meetingOn" | "noticeOn" | "draftsOn"> {
  const about = addDays(writeDate(year, 5, 15), drawWhole(`walne/${year}/day`, 0, 34));
  const meetingOn = addDays(about, (FRIDAY - dayOfWeek(about) + 7) % 7);
  return {
    meetingOn,
    noticeOn: addDays(meetingOn, -NOTICE_DAYS),
    draftsOn: addDays(meetingOn, -DRAFTS_DAYS),
  };
}

/** Those who voted for, against and not at all are those present. */
export function votes({ year, presentMembers }: ArchiveYear, number: number): string {
  const against = drawWhole(`walne/${year}/${number}/against`, 0, 11);
  const withheld = drawWhole(`walne/${year}/${number}/withheld`, 0, 9);
  return `za ${presentMembers - against - withheld}, przeciw ${against}, wstrzymało się ${withheld}`;
}

function closedYear(year: number, index: number, fundBeforeZloty: number): ClosedYear {
  const key = `rok/${year}`;
  const costsZloty = Math.round((7_180_000 + 395_000 * index) * (0.985 + draw(`${key}/costs`) * 0.03));
  const surplusZloty = drawWhole(`${key}/surplus`, 41_000, 168_000);
  const fundPaidInZloty = 1_060_000 + 41_500 * index;
  const fundSpentZloty = Math.round(fundPaidInZloty * (0.82 + draw(`${key}/spent`) * 0.3));
  return {
    year,
    revenueZloty: costsZloty + surplusZloty,
    costsZloty,
    surplusZloty,
    fundBeforeZloty,
    fundPaidInZloty,
    fundSpentZloty,
    fundAfterZloty: fundBeforeZloty + fundPaidInZloty - fundSpentZloty,
  };
}
