import type { FactKind } from "../../../src/domain/register/facts.ts";

/** Kinds of the register that a mirror's package has. */
export type RegisterKind = Exclude<FactKind, "openingItems" | "readings">;

/** A half-open range as the package writes it: first and last day. */
const DAYS = "lower(t.during)::text as first_day, (upper(t.during) - 1)::text as last_day";
const YES_OR_NO = (column: string) => `case when ${column} then 'yes' else 'no' end`;
export const MILLIONTHS = (column: string) => `trim_scale(${column} / 1000000.0)::text`;

/** A rate's code; the one of a rate that a better one replaced is its own, so that what it charged goes on naming it. */
export const RATE_CODE = "r.code || case when r.withdrawn_at is null then '' else '~' || r.id end";

/** The engine's register as rows of the package, all cells text: one query a file, $1 is the cooperative. */
export const REGISTER_ROWS: Readonly<Record<RegisterKind, string>> = {
  properties: "select code, name from app.property t where cooperative_id = $1 order by id",
  buildings: `select t.code, p.code as property, t.name, street, house_number, postal_code, city
    from app.building t join app.property p on p.cooperative_id = t.cooperative_id and p.id = t.property_id
    where t.cooperative_id = $1 order by t.id`,
  staircases: `select t.code, b.code as building, t.name
    from app.staircase t join app.building b on b.cooperative_id = t.cooperative_id and b.id = t.building_id
    where t.cooperative_id = $1 order by t.id`,
  units: `select t.code, t.kind, b.code as building, s.code as staircase, t.number, t.floor::text
    from app.unit t join app.building b on b.cooperative_id = t.cooperative_id and b.id = t.building_id
    left join app.staircase s on s.cooperative_id = t.cooperative_id and s.id = t.staircase_id
    where t.cooperative_id = $1 order by t.id`,
  unitStates: `select u.code as unit, ${DAYS}, trim_scale(usable_area_cm2 / 10000.0)::text as usable_area,
      trim_scale(heated_area_cm2 / 10000.0)::text as heated_area, trim_scale(volume_dm3 / 1000.0)::text as volume, persons::text,
      meters::text, ${MILLIONTHS("share_millionths")} as share,
      (select string_agg(key || '=' || value, ' ' order by key) from jsonb_each_text(equipment)) as equipment
    from app.unit_state t join app.unit u on u.cooperative_id = t.cooperative_id and u.id = t.unit_id
    where t.cooperative_id = $1 order by t.unit_id, t.during`,
  people: `select t.code, t.kind, t.first_name, t.last_name, d.pesel, d.nip, d.street_address, d.postal_code, d.city,
      d.correspondence_address, d.email, d.telephone
    from app.person t left join app.person_detail d on d.cooperative_id = t.cooperative_id and d.person_id = t.id
    where t.cooperative_id = $1 order by t.id`,
  rights: `select t.code, u.code as unit, t.kind, t.basis_document, t.basis_date::text, ${DAYS}
    from app.unit_right t join app.unit u on u.cooperative_id = t.cooperative_id and u.id = t.unit_id
    where t.cooperative_id = $1 order by t.id`,
  rightHolders: `select r.code as right, p.code as person, ${DAYS}
    from app.right_holder t join app.unit_right r on r.cooperative_id = t.cooperative_id and r.id = t.right_id
    join app.person p on p.cooperative_id = t.cooperative_id and p.id = t.person_id
    where t.cooperative_id = $1 order by t.right_id, t.person_id, t.during`,
  residents: `select u.code as unit, p.code as person, ${DAYS}
    from app.residency t join app.unit u on u.cooperative_id = t.cooperative_id and u.id = t.unit_id
    join app.person p on p.cooperative_id = t.cooperative_id and p.id = t.person_id
    where t.cooperative_id = $1 order by t.unit_id, t.person_id, t.during`,
  members: `select p.code as person, t.number, ${DAYS}
    from app.membership t join app.person p on p.cooperative_id = t.cooperative_id and p.id = t.person_id
    where t.cooperative_id = $1 order by t.person_id, t.during`,
  resolutions: `select code, organ, number, adopted_on::text, title, justification
    from app.resolution where cooperative_id = $1 order by id`,
  components: `select code, name, explanation, purpose, posted_to, medium, ${YES_OR_NO("is_controllable")} as controllable, vat_rate,
      position::text
    from app.fee_component where cooperative_id = $1 order by id`,
  rates: `select ${RATE_CODE} as code, c.code as component, lower(r.during)::text as first_day, (upper(r.during) - 1)::text as last_day,
      r.base, ${MILLIONTHS("r.amount_millionths")} as amount, r.equipment, ${MILLIONTHS("r.norm_millionths")} as norm,
      pc.code as percent_of, p.code as property, b.code as building, s.code as staircase, u.code as unit, r.right_kind, r.unit_kind,
      r.membership, r.floor_from::text, r.floor_to::text, r.persons_from::text, r.persons_to::text, x.code as resolution,
      r.announced_on::text, ${YES_OR_NO("r.is_already_announced")} as already_announced
    from app.fee_rate r
    join app.fee_component c on c.cooperative_id = r.cooperative_id and c.id = r.component_id
    left join app.fee_component pc on pc.cooperative_id = r.cooperative_id and pc.id = r.percent_of_component_id
    left join app.property p on p.cooperative_id = r.cooperative_id and p.id = r.property_id
    left join app.building b on b.cooperative_id = r.cooperative_id and b.id = r.building_id
    left join app.staircase s on s.cooperative_id = r.cooperative_id and s.id = r.staircase_id
    left join app.unit u on u.cooperative_id = r.cooperative_id and u.id = r.unit_id
    left join app.resolution x on x.cooperative_id = r.cooperative_id and x.id = r.resolution_id
    where r.cooperative_id = $1 order by r.id`,
  disputedRates: `select u.code as unit, c.code as component, ${DAYS}, ${MILLIONTHS("t.amount_millionths")} as amount, court_case
    from app.disputed_rate t join app.unit u on u.cooperative_id = t.cooperative_id and u.id = t.unit_id
    join app.fee_component c on c.cooperative_id = t.cooperative_id and c.id = t.component_id
    where t.cooperative_id = $1 order by t.unit_id, t.component_id, t.during`,
  accounts: `select t.code, t.name, r.code as right, t.purpose, t.nature, t.role, t.medium, null as opening_balance
    from app.account t left join app.unit_right r on r.cooperative_id = t.cooperative_id and r.id = t.right_id
    where t.cooperative_id = $1 order by t.id`,
  bankAccounts: `select t.number, t.name, a.code as account
    from app.bank_account t join app.account a on a.cooperative_id = t.cooperative_id and a.id = t.account_id
    where t.cooperative_id = $1 order by t.id`,
  virtualAccountSchemes: `select code, sort_code, client_prefix, belongs_to
    from app.virtual_account_scheme where cooperative_id = $1 order by id`,
  virtualAccounts: `select t.number, s.code as scheme, r.code as right, u.code as unit, t.purpose
    from app.virtual_account t join app.virtual_account_scheme s on s.cooperative_id = t.cooperative_id and s.id = t.scheme_id
    left join app.unit_right r on r.cooperative_id = t.cooperative_id and r.id = t.right_id
    left join app.unit u on u.cooperative_id = t.cooperative_id and u.id = t.unit_id
    where t.cooperative_id = $1 and t.withdrawn_on is null order by t.id`,
  meteringPoints: `select code, medium, level, place from app.metering_point where cooperative_id = $1 order by id`,
  meteringPointStates: `select p.code as point, b.code as building, o.code as behind,
      ${MILLIONTHS("t.location_factor_millionths")} as location_factor, ${YES_OR_NO("t.is_remote")} as remote, ${DAYS}
    from app.metering_point_state t join app.metering_point p on p.cooperative_id = t.cooperative_id and p.id = t.point_id
    left join app.building b on b.cooperative_id = t.cooperative_id and b.id = t.building_id
    left join app.metering_point o on o.cooperative_id = t.cooperative_id and o.id = t.behind_point_id
    where t.cooperative_id = $1 order by t.point_id, t.during`,
  meteringPointUnits: `select p.code as point, u.code as unit, ${MILLIONTHS("t.share_millionths")} as share, ${DAYS}
    from app.metering_point_unit t join app.metering_point p on p.cooperative_id = t.cooperative_id and p.id = t.point_id
    join app.unit u on u.cooperative_id = t.cooperative_id and u.id = t.unit_id
    where t.cooperative_id = $1 order by t.point_id, t.unit_id, t.during`,
  meters: `select t.code, p.code as point, t.serial, t.kind, t.model, t.measure, ${DAYS}, t.verified_until::text,
      ${MILLIONTHS("t.start_millionths")} as start_value, ${MILLIONTHS("t.end_millionths")} as end_value, t.dial_digits::text,
      ${MILLIONTHS("t.factor_millionths")} as factor, t.end_reason
    from app.meter t join app.metering_point p on p.cooperative_id = t.cooperative_id and p.id = t.point_id
    where t.cooperative_id = $1 order by t.id`,
  meterRadios: `select m.code as meter, t.radio_id, ${DAYS}
    from app.meter_radio t join app.meter m on m.cooperative_id = t.cooperative_id and m.id = t.meter_id
    where t.cooperative_id = $1 order by t.meter_id, t.during`,
};
