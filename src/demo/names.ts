import { drawOne } from "./random.ts";

export type Gender = "female" | "male";

const FEMALE_NAMES =
  "Anna Barbara Beata Bożena Danuta Dorota Elżbieta Ewa Grażyna Halina Irena Iwona Jadwiga Janina Joanna Jolanta Justyna Karolina Katarzyna Krystyna Łucja Magdalena Małgorzata Maria Marta Monika Natalia Paulina Renata Róża Stanisława Sylwia Teresa Urszula Wanda Zofia Żaneta".split(
    " ",
  );
const MALE_NAMES =
  "Adam Andrzej Bogdan Czesław Damian Dariusz Edward Grzegorz Henryk Jacek Jakub Jan Janusz Jarosław Jerzy Józef Kamil Kazimierz Krzysztof Łukasz Maciej Marcin Marek Mateusz Michał Mirosław Paweł Piotr Rafał Ryszard Sławomir Stanisław Tadeusz Tomasz Wiesław Wojciech Zbigniew Zdzisław".split(
    " ",
  );
/** In the masculine form; those in -ski, -cki, -dzki have a feminine one. */
const SURNAMES =
  "Adamiec Bąk Bielawski Borkowski Brzozowski Ciesielski Czarnecki Dąbek Dębski Dudziak Fijałkowski Gajewski Gąsior Głowacki Gołąb Grabowski Górski Jabłoński Janik Jasiński Jaworski Jędrzejczak Kałużny Kędzierski Kłosiński Kołodziejski Kozieł Krajewski Krzemiński Kubiak Lisiecki Łapiński Łukasik Maciejewski Majchrzak Malicki Marczak Mazurek Mikołajczyk Mróz Nawrocki Niedźwiecki Olejniczak Orłowski Pająk Pawlik Piotrowski Popławski Przybylski Ratajczak Rogalski Rutkowski Sadowski Siedlecki Sikora Skowroński Sobczak Sokołowski Stępień Szczepaniak Szewczyk Szulc Świątek Tomczak Urbański Walczak Wasilewski Wierzbicki Wilczyński Witczak Wojtas Woźnicki Wróbel Zagórski Zarzycki Zawadzki Zieliński Żak Żurawski".split(
    " ",
  );

export function drawFirstName(key: string, gender: Gender): string {
  return drawOne(`${key}/first-name`, gender === "female" ? FEMALE_NAMES : MALE_NAMES);
}

/** A family's surname in its masculine form. */
export function drawSurname(key: string): string {
  return drawOne(`${key}/surname`, SURNAMES);
}

/** The surname as a woman or a man bears it: Jaworski, Jaworska; Kałużny, Kałużna; Wróbel both. */
export function surnameFor(surname: string, gender: Gender): string {
  return gender === "male" ? surname : surname.replace(/([sc]k|dzk|żn)[iy]$/, "$1a");
}

/** Text without Polish letters, small, for an e-mail address. */
export function withoutPolishLetters(text: string): string {
  const bare = text.toLowerCase().replaceAll("ł", "l").normalize("NFD");
  return bare.replace(/[^a-z0-9]+/g, (sign) => (/^\p{M}+$/u.test(sign) ? "" : "-"));
}

export const BUSINESSES = [
  "Piekarnia Złoty Kłos",
  "Apteka Pod Lipą",
  "Zakład Fryzjerski Loczek",
  "Sklep Spożywczy Koszyczek",
  "Kwiaciarnia Żonkil",
  "Biuro Rachunkowe Saldo Plus",
  "Zakład Szewski Obcas",
  "Pralnia Śnieżka",
  "Gabinet Stomatologiczny Ząbek",
  "Księgarnia Między Wierszami",
  "Sklep Zoologiczny Łapka",
  "Pizzeria Cztery Pory",
  "Przedszkole Niezapominajka",
  "Studio Jogi Cisza",
  "Serwis Rowerowy Szprycha",
  "Papiernia Kleks",
] as const;
