import { type MyPerson, type MyRight, myRights } from "../../../store/portal/personal.ts";
import { personal } from "../../messages/pl/pages/personal.ts";
import { dateInSentence } from "../../wording.ts";
import type { ResidentReads } from "../reads.ts";
import type { PersonalRight, PersonalView } from "../view-models.ts";
import { type Reader, type ReadingWorld, seePage } from "./reading.ts";

/** Dane osobowe: the person and their rights in all units, present and past. */
export function personalReads(world: ReadingWorld): Pick<ResidentReads, "loadPersonal"> {
  return {
    loadPersonal: (token) =>
      seePage(world, token, ["register"], [myRights()], (reader, [rights]) => personalView(reader, rights)),
  };
}

function personalView(reader: Reader, rights: readonly MyRight[]): PersonalView {
  const { person } = reader;
  return {
    asOf: reader.asOf,
    name: [person.first_name, person.last_name].filter((part) => part !== "").join(" "),
    peselMasked: person.pesel_end === null ? null : `•••••••${person.pesel_end}`,
    addresses: addressesOf(person),
    telephone: person.telephone || null,
    email: person.email || null,
    login: person.login ?? "",
    membership:
      person.member_number === null || person.member_since === null
        ? null
        : { number: person.member_number, since: person.member_since },
    rights: rights.map((right) => rightOf(reader, right)),
  };
}

function addressesOf(person: MyPerson): PersonalView["addresses"] {
  const town = [person.postal_code, person.city].filter((part) => part !== null && part !== "").join(" ");
  const lines = [person.street_address, town].filter((line): line is string => line !== null && line !== "");
  const residence = lines.length === 0 ? [] : [{ kind: "residence" as const, lines }];
  if (!person.correspondence_address) return residence;
  return [
    ...residence,
    { kind: "correspondence", lines: person.correspondence_address.split(/\s*[,;\n]\s*/) },
  ];
}

function rightOf(reader: Reader, right: MyRight): PersonalRight {
  const unit = reader.units.find((each) => each.id === right.unit_id);
  const date = right.basis_date === null ? "" : personal.basisOf(dateInSentence(right.basis_date));
  return {
    rightId: String(right.right_id),
    place: unit ?? { unitId: String(right.unit_id), name: "", address: "" },
    unitKind: right.unit_kind as PersonalRight["unitKind"],
    kind: right.kind as PersonalRight["kind"],
    basisDocument: [right.basis_document, date].filter((part) => part !== "").join(" ") || null,
    from: right.held_from,
    until: right.held_until,
    jointHolders: right.joint_holders,
    areaCm2: right.usable_area_cm2,
    persons: right.persons,
  };
}
