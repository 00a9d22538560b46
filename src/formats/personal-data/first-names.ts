/** Common Polish first names, as they stand in the nominative. */
const WOMEN =
  "Ada Adrianna Agata Agnieszka Aldona Aleksandra Alicja Alina Amelia Aneta Angelika Aniela Anita Anna Antonina Apolonia " +
  "Barbara Beata Bogna Bogumiła Bogusława Bożena Bronisława Brygida Cecylia Celina Czesława Dagmara Danuta Daria Dominika " +
  "Dorota Edyta Elwira Elżbieta Emilia Ewa Ewelina Felicja Franciszka Gabriela Genowefa Grażyna Halina Hanna Helena Henryka " +
  "Honorata Ilona Irena Irmina Iwona Izabela Jadwiga Janina Joanna Jolanta Józefa Judyta Julia Julita Justyna Kamila Karina " +
  "Karolina Katarzyna Kazimiera Kinga Klara Klaudia Kornelia Krystyna Laura Lena Leokadia Lidia Liliana Lucyna Ludwika Luiza " +
  "Maja Magdalena Małgorzata Maria Marianna Mariola Marlena Marta Martyna Marzena Michalina Milena Mirosława Monika Nadia " +
  "Natalia Nina Oliwia Otylia Patrycja Paulina Regina Renata Roksana Rozalia Sabina Sandra Stanisława Stefania Stefana " +
  "Sylwia Tamara Teresa Urszula Wacława Wanda Weronika Wiesława Wiktoria Wioletta Władysława Zdzisława Zenobia Zofia Zuzanna " +
  "Żaneta";

const MEN =
  "Adam Adolf Adrian Albert Aleksander Aleksy Alfred Alojzy Andrzej Antoni Arkadiusz Artur August Bartłomiej Bartosz Benedykt " +
  "Bernard Błażej Bogdan Bogumił Bogusław Bolesław Borys Bronisław Cezary Czesław Damian Daniel Dariusz Dawid Dionizy Dominik " +
  "Edmund Edward Emil Eryk Eugeniusz Fabian Feliks Ferdynand Filip Franciszek Fryderyk Gabriel Grzegorz Gustaw Henryk Hubert " +
  "Hieronim Ignacy Igor Ireneusz Jacek Jakub Jan Janusz Jarosław Jerzy Jeremi Joachim Józef Julian Juliusz Kacper Kajetan Kamil " +
  "Karol Kazimierz Klemens Konrad Konstanty Kornel Krystian Krzysztof Ksawery Lech Lechosław Leon Leonard Leszek Lucjan Ludwik " +
  "Łukasz Maciej Maksymilian Marceli Marcin Marek Marian Mariusz Mateusz Michał Mieczysław Mikołaj Miłosz Miron Mirosław Norbert " +
  "Oskar Patryk Paweł Piotr Przemysław Radosław Rafał Roman Robert Rudolf Ryszard Sebastian Seweryn Sławomir Stanisław Stefan " +
  "Szczepan Szymon Tadeusz Teodor Tomasz Tymoteusz Wacław Waldemar Walenty Wiesław Wiktor Wincenty Witold Władysław Włodzimierz " +
  "Wojciech Zbigniew Zdzisław Zenon Zygmunt";

/** Rarer ones, pet names, and those of neighbours from the east. */
const MORE_WOMEN =
  "Ala Ania Asia Basia Bernadetta Blanka Bronia Dobrosława Ela Eleonora Eugenia Faustyna Filomena Gertruda Gosia Greta Hala Hania Hela " +
  "Hermina Ida Iga Inga Iryna Jagna Jagoda Jelena Kalina Kasia Kateryna Klementyna Krysia Ksenia Halyna Larysa Lilia Lilianna Liwia Lucja " +
  "Ludmiła Łarysa Łucja Malwina Małgosia Marzanna Matylda Melania Mieczysława Mirela Nela Natasza Oksana Ola Olena Olga Olha Olimpia " +
  "Petronela Pola Róża Salomea Sara Seweryna Stella Switłana Tekla Teodora Tetiana Walentyna Wiera Wiola Wioleta Zenona Zosia Zyta " +
  "Barnaba Bonawentura Kuba";
const MORE_MEN =
  "Alan Ambroży Anatol Andrij Apoloniusz Artem Augustyn Beniamin Bohdan Bonifacy Brajan Brunon Cyprian Cyryl Denis Denys Dmytro Erwin " +
  "Ernest Florian Gerard Gracjan Hieronim Herbert Hilary Hugo Iwan Iwo Izydor Jędrzej Jonasz Jurek Kewin Klaudiusz Krzysiek Longin Lubomir " +
  "Makary Maksym Marcel Maurycy Mykoła Narcyz Natan Nikodem Olaf Oleg Oleksandr Oleksij Olgierd Oliwer Oliwier Ostap Pankracy Rajmund " +
  "Remigiusz Roch Samuel Serhij Sergiusz Sylwester Tomek Tytus Urban Walerian Walery Wawrzyniec Wiaczesław Wilhelm Witalis Wołodymyr Zachary " +
  "Zbyszek Zenobiusz Zygfryd";

/** What the last consonant of a stem becomes before -e: Beata, Beacie; Robert, Robercie. The longest comes first. */
const SOFTENED: readonly (readonly [string, string])[] = [
  ["ch", "sz"],
  ["st", "ści"],
  ["sł", "śl"],
  ["t", "ci"],
  ["d", "dzi"],
  ["k", "c"],
  ["g", "dz"],
  ["r", "rz"],
  ["ł", "l"],
];

/** Names whose stem changes in a way of its own. */
const OWN_STEMS: Readonly<Record<string, string>> = { paweł: "pawł", lech: "lech", leszek: "leszk" };

const FORMS: ReadonlySet<string> = new Set([
  ...`${WOMEN} ${MORE_WOMEN}`.split(" ").flatMap((name) => feminineForms(name.toLowerCase())),
  ...`${MEN} ${MORE_MEN}`.split(" ").flatMap((name) => masculineForms(name.toLowerCase())),
]);

/** Whether a word is a common Polish first name in any case of the singular; letter case does not matter. */
export function isFirstName(word: string): boolean {
  return FORMS.has(word.toLowerCase());
}

/** Anna, Anny, Annie, Annę, Anną, Anno; Maria, Marii; Kasia, Kasi; Maja, Mai. */
function feminineForms(name: string): string[] {
  const stem = name.slice(0, -1);
  const ofSoftStem = /[ij]$/.test(stem) ? [stem.replace(/j$/, "i"), `${stem}u`] : [];
  return [
    ...["a", "y", "i", "ę", "ą", "o", "ii"].map((ending) => stem + ending),
    ...ofSoftStem,
    ...beforeE(stem),
  ];
}

/** Jan, Jana, Janowi, Janem, Janie; Marek, Marka; Jerzy, Jerzego; Antoni, Antoniego. */
function masculineForms(name: string): string[] {
  if (/[yi]$/.test(name)) {
    const stem = name.endsWith("y") ? name.slice(0, -1) : name;
    return [name, ...["ego", "emu", "m", "ym"].map((ending) => stem + ending)];
  }
  if (name.endsWith("o")) return [name, ...masculineForms(`${name}n`), ...masculineForms(name.slice(0, -1))];
  const stem = OWN_STEMS[name] ?? name.replace(/(?<=.)i?ek$/, "k");
  const endings = ["a", "owi", "em", "iem", "u", "ie", "rze"];
  return [name, ...endings.map((ending) => stem + ending), ...beforeE(stem)];
}

function beforeE(stem: string): string[] {
  const softened = SOFTENED.find(([ending]) => stem.endsWith(ending));
  const soft = softened === undefined ? [] : [stem.slice(0, -softened[0].length) + softened[1]];
  return [...soft, `${stem}i`, stem].map((before) => `${before}e`);
}
