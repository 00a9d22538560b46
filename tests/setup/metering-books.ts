import type { TestDatabase } from "./database.ts";

/** What only a note of a right's reading says: written by a stranger, and nobody else's to read. */
const noteFor = (right: "R1" | "R2" | "R2A"): string => `KANAREK-${right}-"'><script>alert(1)</script>\u202E`;

/**
 * Readings of 2026 on top of `wholeBooks`: in the flat that changed hands on 15 March the former holder's, the hand-over one that
 * belongs to both, and the next holder's; in the other flat a correction and a replaced meter with a hostile number. Monthly information
 * of each right. Nobody else's lines stand between them.
 */
export async function meteringBooks(database: TestDatabase): Promise<void> {
  await database.asSuperuser(async (client) => {
    const reading = (
      meter: string,
      day: string,
      value: number,
      note: string,
      rest: { source?: string; corrects?: string } = {},
    ) =>
      client.query(
        `insert into app.reading (cooperative_id, point_id, meter_id, read_on, value_millionths, source, import_id, import_line, note,
           corrects_reading_id)
         select cooperative_id, point_id, id, $2::date, $3::bigint * 1000, $5, 900, 1, $4,
           (select r.id from app.reading r where r.meter_id = m.id and r.read_on = $6::date)
         from app.meter m where code = $1`,
        [meter, day, value, note, rest.source ?? "radio", rest.corrects ?? null],
      );
    await client.query(`update app.meter set serial = $1 where code = 'L4'`, [
      `99000004"'><script>alert(1)</script>`,
    ]);
    await reading("L3", "2026-02-01", 338_400, noteFor("R1"));
    await reading("L4", "2026-03-01", 9_999, "", { source: "resident" });
    await reading("L4", "2026-03-03", 1_612, "", { source: "visit", corrects: "2026-03-01" });
    await reading("L4", "2026-04-01", 4_012, "");
    await reading("L4", "2026-05-01", 7_100, "");
    await reading("L5", "2026-02-01", 191_200, noteFor("R2"));
    await reading("L5", "2026-03-15", 195_400, "", { source: "hand-over" });
    await reading("L5", "2026-05-01", 201_300, noteFor("R2A"));
    const told = (right: string, month: string, quantity: number) =>
      client.query(
        `insert into app.consumption_information (cooperative_id, month, medium, unit_id, right_id, measure, quantity_millionths,
           last_year_millionths, is_estimated, building_id, issued_on)
         select r.cooperative_id, $2::date, 'cold-water', r.unit_id, r.id, 'm3', $3::bigint * 1000, null, false, u.building_id, '2026-05-04'
         from app.unit_right r join app.unit u on u.cooperative_id = r.cooperative_id and u.id = r.unit_id
         where r.code = $1`,
        [right, month, quantity],
      );
    await told("R1", "2026-04-01", 3_088);
    await told("R2", "2026-02-01", 2_511);
    await told("R2A", "2026-04-01", 3_766);
    await client.query(
      `insert into app.building_consumption (cooperative_id, month, building_id, medium, measure, quantity_millionths, issued_on)
       select distinct cooperative_id, month, building_id, medium, measure, 90000000, issued_on from app.consumption_information`,
    );
  });
}
