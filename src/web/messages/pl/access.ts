import type { Refusal } from "../../../domain/values/result.ts";
import { countedCharacters } from "./counted-characters.ts";

type Data = Refusal["data"];

/** Sentences of the refusals about logins and passwords. */
export const accessRefusals = {
  "password-too-short": ({ characters, shortest }) =>
    `Hasło ma ${countedCharacters(characters)}, a musi mieć co najmniej ${shortest}. Najłatwiej dopisać jeszcze jedno lub dwa słowa.`,
  "password-too-long": ({ characters, longest }) =>
    `Hasło ma ${countedCharacters(characters)}, a może mieć najwyżej ${longest}.`,
  "password-like-starter": () =>
    "To wygląda jak hasło startowe z pisma. Potrzebne jest nowe hasło, którego nie ma na żadnym papierze.",
  "password-common": () =>
    "Hasło składa się prawie w całości ze słów, imion lub liczb, od których zaczyna każdy, kto zgaduje hasła. Lepsze jest zdanie z kilku niepowiązanych słów.",
  "password-of-own-names": () =>
    "Hasło opiera się na nazwie spółdzielni, ulicy, loginie albo własnym imieniu lub nazwisku. To każdy sprawdzi najpierw.",
  "password-repeats": () =>
    "W haśle powtarza się w kółko to samo. Powtórzenia nie czynią go trudniejszym do odgadnięcia.",
  "password-sequence": () => "Hasło opiera się na kolejnych literach albo cyfrach, takich jak abcd lub 1234.",
  "password-keyboard-row": () =>
    "Hasło opiera się na klawiszach leżących obok siebie, takich jak qwerty lub asdf.",
  "password-unchanged": () => "Nowe hasło jest takie samo jak dotychczasowe.",
  "password-current-wrong": () => "Dotychczasowe hasło się nie zgadza.",
  "password-tries-exhausted": () =>
    "Dotychczasowe hasło podano już zbyt wiele razy błędnie. Prosimy spróbować za kwadrans.",
  "session-ended": () => "Sesja się zakończyła. Prosimy zalogować się ponownie.",
  "person-unknown": ({ code }) => `W rejestrze spółdzielni nie ma osoby „${code}”.`,
  "building-unknown": ({ code }) => `W rejestrze spółdzielni nie ma budynku „${code}”.`,
  "login-missing": ({ code }) => `Osoba „${code}” nie ma loginu.`,
  "login-already-disabled": ({ code }) => `Login osoby „${code}” jest już wyłączony.`,
  "login-disabled": ({ code }) =>
    `Login osoby „${code}” jest wyłączony. Nowe pismo z opcją --enable włączy go ponownie.`,
  "logins-for-whom": () => "Podaj, dla kogo są pisma: --person KOD, --building KOD albo --all-without.",
  "logins-for-one-choice": () => "Podaj tylko jedno z: --person, --building, --all-without.",
} satisfies Readonly<Record<string, (data: Data) => string>>;
