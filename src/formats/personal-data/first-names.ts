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
  ...WOMEN.split(" ").flatMap((name) => feminineForms(name.toLowerCase())),
  ...MEN.split(" ").flatMap((name) => masculineForms(name.toLowerCase())),
]);

/** Whether a word is a common Polish first name in any case of the singular; letter case does not matter. */
export function isFirstName(word: string): boolean {
  return FORMS.has(word.toLowerCase());
}

/** Anna, Anny, Annie, Annę, Anną, Anno; Maria, Marii. */
function feminineForms(name: string): string[] {
  const stem = name.slice(0, -1);
  return [...["a", "y", "i", "ę", "ą", "o", "ii"].map((ending) => stem + ending), ...beforeE(stem)];
}

/** Jan, Jana, Janowi, Janem, Janie; Marek, Marka; Jerzy, Jerzego; Antoni, Antoniego. */
function masculineForms(name: string): string[] {
  if (/[yi]$/.test(name)) {
    const stem = name.endsWith("y") ? name.slice(0, -1) : name;
    return [name, ...["ego", "emu", "m", "ym"].map((ending) => stem + ending)];
  }
  const stem = OWN_STEMS[name] ?? name.replace(/(?<=.)ek$/, "k");
  const endings = ["a", "owi", "em", "iem", "u", "ie", "rze"];
  return [name, ...endings.map((ending) => stem + ending), ...beforeE(stem)];
}

function beforeE(stem: string): string[] {
  const softened = SOFTENED.find(([ending]) => stem.endsWith(ending));
  const soft = softened === undefined ? [] : [stem.slice(0, -softened[0].length) + softened[1]];
  return [...soft, `${stem}i`, stem].map((before) => `${before}e`);
}
