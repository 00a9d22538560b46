import type pg from "pg";

/**
 * Tells the planner how much there is in every table. The server does so by itself, but only a minute after the rows came: until
 * then plans made for empty tables are kept.
 * @param owner the pool of the role that owns the tables.
 */
export async function refreshStatistics(owner: pg.Pool): Promise<void> {
  await owner.query("analyze");
}
