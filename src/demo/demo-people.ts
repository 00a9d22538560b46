/** Somebody whose story is told on purpose; everybody else is drawn. Invented, like all people here. */
export interface DemoPerson {
  readonly code: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly gender: "female" | "male";
}

/** A person of the demo who signs in with a published password. */
export interface DemoSignIn {
  readonly person: DemoPerson;
  readonly login: string;
  readonly password: string;
  /** In Polish, for the list printed at every start. */
  readonly who: string;
}

const person = (
  code: string,
  firstName: string,
  lastName: string,
  gender: DemoPerson["gender"] = "female",
): DemoPerson => ({ code, firstName, lastName, gender });

export const MEMBER = person("O00001", "Teresa", "Jaworska");
export const NON_MEMBER = person("O00002", "Marek", "Świątek", "male");
export const JOINT_HOLDER = person("O00003", "Agnieszka", "Kałużna");
export const JOINT_SPOUSE = person("O00004", "Piotr", "Kałużny", "male");
export const FORMER_HOLDER = person("O00005", "Krystyna", "Dąbek");
/** The first of them who has not signed in yet has the unused starter login. */
export const NEWCOMERS = [
  person("O00006", "Irena", "Żurawska"),
  person("O00007", "Zdzisław", "Kozieł", "male"),
  person("O00008", "Łucja", "Rogalska"),
  person("O00009", "Kazimierz", "Olejniczak", "male"),
  person("O00010", "Wanda", "Siedlecka"),
] as const;

export const NAMED_PEOPLE: readonly DemoPerson[] = [
  MEMBER,
  NON_MEMBER,
  JOINT_HOLDER,
  JOINT_SPOUSE,
  FORMER_HOLDER,
  ...NEWCOMERS,
];

export const MEMBER_UNIT = "LIP4/12";
export const NON_MEMBER_UNIT = "BUK5/14";
export const JOINT_UNIT = "KLO7/23";
export const JOINT_GARAGE = "WIA6/G05";
export const FORMER_UNIT = "JES3/7";
export const NEWCOMER_UNITS = ["LIP8/30", "KLO3/8", "BUK7/21", "LIP10/17", "JES1/33"] as const;

/** The last month (from 0) that the former holder was charged for. */
export const FORMER_HOLDER_LAST_MONTH = 14;

export const DEMO_SIGN_INS: readonly DemoSignIn[] = [
  {
    person: MEMBER,
    login: "teresa.jaworska",
    password: "zielona-herbata-o-swicie",
    who: "członkini, jedno mieszkanie (ul. Lipowa 4 m. 12)",
  },
  {
    person: NON_MEMBER,
    login: "marek.swiatek",
    password: "rower-pod-kasztanem-nr-7",
    who: "właściciel, nie jest członkiem; ma zaległość i sprawę w sądzie (ul. Bukowa 5 m. 14)",
  },
  {
    person: JOINT_HOLDER,
    login: "agnieszka.kaluzna",
    password: "dwa-klucze-do-garazu",
    who: "współuprawniona z mężem, mieszkanie i garaż (ul. Klonowa 7 m. 23, ul. Wiązowa 6 G05)",
  },
  {
    person: FORMER_HOLDER,
    login: "krystyna.dabek",
    password: "kartony-po-przeprowadzce",
    who: "sprzedała mieszkanie, widzi swoją historię (ul. Jesionowa 3 m. 7)",
  },
];
