import type { ChangedFactName } from "../../../resident/source-change-models.ts";

/** Notes at figures that another program of the cooperative changed after they had been shown. */
export const sourceChanges = {
  changed: (date: string, facts: string) => `Zmienione w programie spółdzielni ${date}: ${facts}.`,
  withdrawn: (date: string) => `Wycofane w programie spółdzielni ${date}.`,
  late: (date: string) => `Dopisane w programie spółdzielni ${date}, po pokazaniu tego okresu.`,
  fact: (name: string, was: string, is: string) => `${name} z ${was} na ${is}`,
  added: (name: string, is: string) => `dodano: ${name} ${is}`,
  removed: (name: string, was: string) => `usunięto: ${name} ${was}`,
  facts: {
    amount: "kwota",
    side: "strona konta",
    text: "treść",
    "posted-on": "data księgowania",
    "due-on": "termin płatności",
    base: "podstawa",
    rate: "stawka",
    value: "stan licznika",
    cost: "koszt",
    advances: "zaliczki",
    result: "wynik",
    other: "szczegóły zapisu",
  } satisfies Record<ChangedFactName, string>,
  sides: { D: "Wn", C: "Ma" } as Readonly<Record<string, string>>,
  title: "Zmiany w programie spółdzielni",
  explained:
    "Program, w którym spółdzielnia prowadzi rozliczenia, zmienił zapisy pokazane tu wcześniej. Wycofanych zapisów nie ma w żadnej sumie.",
  numberWithdrawn: (date: string) =>
    `Numer wycofany w programie spółdzielni ${date}. Na ten numer nie można już wpłacać. Aktualny numer podaje spółdzielnia.`,
};
