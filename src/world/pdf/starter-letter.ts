import type { PdfPress } from "./typst.ts";

/** The words of one starter letter, ready to be printed. */
export interface StarterLetterPage {
  readonly cooperative: {
    readonly name: string;
    /** Address, telephone, e-mail, each on its line. */
    readonly contactLines: readonly string[];
    /** "#RRGGBB", dark enough for paper. */
    readonly accentColour: string;
  };
  /** "Modrzewno, 23 listopada 2026" */
  readonly placeAndDate: string;
  readonly recipientLines: readonly string[];
  readonly portalAddress: string;
  /** In groups. */
  readonly loginName: string;
  readonly password: string;
  /** "6 grudnia 2026" */
  readonly validUntil: string;
  /** Where to come with questions; empty lines are left out. */
  readonly helpLines: readonly string[];
}

/** One A4 page, tagged as PDF/UA. */
export function printStarterLetter(press: PdfPress, page: StarterLetterPage): Buffer {
  return press.print(TEMPLATE, { ...page });
}

/**
 * Words for somebody who signs in for the first time in their life: one thing per step, in the order of the screens.
 * Sizes for eyes of 75 years; addressee where a window envelope shows it (DIN 5008 form B).
 */
const TEMPLATE = String.raw`
#let data = json(bytes(sys.inputs.data))
#let accent = rgb(data.cooperative.accentColour)
#let quiet = rgb("#4a514c")
#let hair = 0.5pt + rgb("#c3c8c2")

#set document(title: "Portal mieszkańca: login i hasło startowe", author: data.cooperative.name)
#set page(paper: "a4", margin: (x: 24mm, top: 16mm, bottom: 14mm))
#set text(lang: "pl", region: "pl", font: "Noto Sans", size: 11pt, fallback: false, fill: rgb("#1a1e1b"))
#set par(leading: 0.62em, spacing: 0.95em, justify: false)
#show heading.where(level: 1): set text(size: 20pt, weight: 600)
#show heading.where(level: 1): set block(above: 0pt, below: 15pt)
#show heading.where(level: 2): set text(size: 13pt, weight: 600, fill: accent)
#show heading.where(level: 2): set block(above: 17pt, below: 8.5pt)
#set enum(numbering: n => text(weight: 600, fill: accent)[#n.], body-indent: 7pt, spacing: 0.8em)
// Polish print leaves no one-letter word at the end of a line.
#show regex("\\b[aiouwzAIOUWZ] "): it => it.text.slice(0, 1) + sym.space.nobreak

#grid(
  columns: (1fr, auto), column-gutter: 10mm, align: (left + bottom, right + bottom),
  text(size: 13pt, weight: 600)[#data.cooperative.name],
  text(size: 9pt, fill: quiet)[#data.cooperative.contactLines.join(linebreak())],
)
#v(-3pt)
#line(length: 100%, stroke: 1.4pt + accent)
#v(-3pt)
#align(right, text(size: 10pt, fill: quiet)[#data.placeAndDate])
#v(6mm)
#block(height: 24mm, text(size: 11.5pt)[#data.recipientLines.join(linebreak())])

= Portal mieszkańca: login i hasło startowe

Szanowni Państwo,

w portalu mieszkańca widać, ile i za co się płaci, kiedy doszła wpłata i na jaki rachunek płacić:
dokładnie to, co zapisano w księgach spółdzielni.

#let row(label, value) = (
  text(size: 10pt, fill: quiet)[#label],
  value,
)
#block(
  width: 100%, above: 14pt, below: 12pt, inset: (x: 16pt, y: 13pt), fill: rgb("#f3f4f0"),
  stroke: (left: 2.5pt + accent),
  grid(
    columns: (33mm, 1fr), row-gutter: 13pt, align: (left + horizon, left + horizon),
    ..row("Adres portalu", text(size: 13pt, weight: 600)[#data.portalAddress]),
    ..row("Login", text(size: 16pt, weight: 600, tracking: 0.04em)[#data.loginName]),
    ..row("Hasło startowe", text(size: 16pt, weight: 600, tracking: 0.06em, hyphenate: false)[#data.password]),
  ),
)
Hasło startowe działa *tylko raz* i tylko *do #data.validUntil*.

== Pierwsze logowanie krok po kroku

+ Proszę wymyślić *własne hasło*, zanim usiądą Państwo do komputera. Musi mieć co najmniej 15 znaków. Najłatwiej
  zapamiętać zdanie z kilku słów.
+ W przeglądarce, na komputerze albo w telefonie, proszę wpisać w pasku u góry adres portalu i nacisnąć
  „Obsługa Mieszkańców”.
+ Proszę wpisać login i hasło startowe. Można pisać małymi literami, a odstępy i kreski pominąć. W haśle nie ma
  zera, jedynki ani liter O oraz I.
+ Po naciśnięciu „Zaloguj” portal poprosi o własne hasło. Trzeba je wpisać dwa razy i nacisnąć „Zapisz hasło”.
+ Gotowe. Odtąd logują się Państwo tym samym loginem i własnym hasłem, a hasło startowe z tego pisma już nie działa.

== Bezpieczeństwo

*Nikt ze spółdzielni nigdy nie zapyta o hasło:* ani przez telefon, ani w wiadomości, ani osobiście. Kto o nie pyta,
nie jest od nas. Przed logowaniem proszę porównać adres w przeglądarce z adresem w tym piśmie. Po skończeniu proszę
nacisnąć „Wyloguj”.

== Pomoc

Gdy pismo się zgubi, hasło się zapomni albo coś nie zadziała, zapraszamy. Wydamy nowe pismo po okazaniu dokumentu
tożsamości:

#text(weight: 600)[#data.helpLines.join(linebreak())]
`;
