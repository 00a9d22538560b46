import type { CompiledQuery } from "kysely";
import type pg from "pg";
import type { MirrorArea } from "../../../domain/mirror/areas.ts";
import type { PlainDate } from "../../../domain/values/plain-date.ts";
import { type MyPerson, myPerson } from "../../../store/portal/personal.ts";
import { type MyPicture, myPicture } from "../../../store/portal/picture.ts";
import { type MyUnit, myUnits } from "../../../store/portal/places.ts";
import { type CurrentSession, currentSessionQuery } from "../../../store/session.ts";
import type { Clock } from "../../../world/clock.ts";
import { type RowsOf, readInScope } from "../../../world/database/scope.ts";
import type { Session } from "../../sign-in.ts";
import type { Seen } from "../reads.ts";
import type { AsOf, MirroredPart, UnitPlace } from "../view-models.ts";
import { placeOf } from "./places.ts";

/** What the resident's reads work with. */
export interface ReadingWorld {
  /** Pool of pipelined connections of the runtime role. */
  readonly reading: pg.Pool;
  /** The same for searching: few, each with the Polish dictionary. */
  readonly searching: pg.Pool;
  readonly clock: Clock;
  /** Notes that the session is in use. */
  readonly touch: (token: string) => Promise<void>;
}

/** Who is asking, their units and the moment the figures hold for: what every page needs besides its own rows. */
export interface Reader {
  readonly person: MyPerson;
  readonly units: readonly (UnitPlace & { readonly id: number; readonly heldUntil: PlainDate | null })[];
  readonly asOf: AsOf;
  readonly today: PlainDate;
}

/**
 * Reads a page in one scoped transaction and one round trip: the session, the person, their units and the page's own rows travel
 * together. `show` gets them when a resident asks and answers with the view, or null for what does not exist for them.
 * @param areas parts of the records that the page shows: each may be kept by another program, whose moment is then told; `ours` where
 * the page also shows what only we keep.
 */
export async function seePage<const Q extends readonly CompiledQuery<unknown>[], View>(
  world: ReadingWorld,
  token: string,
  areas: readonly (MirrorArea | "ours")[],
  queries: Q,
  show: (reader: Reader, rows: RowsOf<Q>) => View | null,
): Promise<Seen<View>> {
  const answers = await readInScope(world.reading, token, [
    currentSessionQuery,
    myPerson(),
    myUnits(),
    myPicture(),
    ...queries,
  ]);
  const [sessions, people, units, pictures, ...rows] = answers as unknown as [
    CurrentSession[],
    MyPerson[],
    MyUnit[],
    MyPicture[],
    ...unknown[][],
  ];
  const current = sessions[0];
  if (current === undefined || current.kind === "operator") return { session: null, view: null };
  if (current.isTouchDue) await world.touch(token);
  const person = people[0];
  const session = sessionOf(current, person);
  if (current.kind === "starter" || person === undefined) return { session, view: null };
  const places = units.map((unit) => ({ ...placeOf(unit), id: unit.unit_id, heldUntil: unit.held_until }));
  const view = show(
    { person, units: places, asOf: momentOf(world.clock, areas, pictures[0]), today: todayOf(world.clock) },
    rows as unknown as RowsOf<Q>,
  );
  return { session, view };
}

function sessionOf(current: CurrentSession, person: MyPerson | undefined): Session {
  return {
    personName:
      person === undefined
        ? ""
        : [person.first_name, person.last_name].filter((part) => part !== "").join(" "),
    kind: current.kind === "starter" ? "starter" : "full",
    idleSeconds: current.idleSeconds,
  };
}

/** As of when a page shows these parts of the records: by the clock, or by the picture of the program that keeps them. */
export function momentOf(
  clock: Clock,
  areas: readonly (MirrorArea | "ours")[],
  shown: MyPicture | undefined,
): AsOf {
  const now = clock.now().toZonedDateTimeISO("Europe/Warsaw");
  const present = {
    date: now.toPlainDate().toString() as PlainDate,
    time: now.toPlainTime().toString({ smallestUnit: "minute" }),
  };
  const theirs = areas.filter((area) => area !== "ours").filter((area) => shown?.areas.includes(area));
  if (shown === undefined || theirs.length === 0) return { ...present, mirrored: null };
  const picture = pictureOf(shown);
  if (theirs.length < areas.length) return { ...present, mirrored: { areas: theirs, picture } };
  const moment = picture === null ? present : { date: picture.date, time: picture.time };
  return { ...moment, mirrored: { areas: [], picture } };
}

function pictureOf({ program, shows_date, shows_time }: MyPicture): MirroredPart["picture"] {
  return program === null || shows_date === null || shows_time === null
    ? null
    : { program, date: shows_date, time: shows_time };
}

function todayOf(clock: Clock): PlainDate {
  return clock.today() as PlainDate;
}
