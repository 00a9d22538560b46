import type { ComponentChildren } from "preact";
import { FormToken } from "./components/form-token.tsx";
import { IdleWarning } from "./components/idle-warning.tsx";
import { LIBRARY_SECTIONS } from "./library-paths.ts";
import { layout } from "./messages/pl/pages/layout.ts";
import { library } from "./messages/pl/pages/library.ts";
import { paths } from "./paths.ts";
import type { Cooperative, LibraryEntry, PageFrame, SignedInPerson, Tab } from "./view.ts";

/** The tabs in the order in which the cooperative announced them. */
export const TABS: readonly { readonly tab: Tab; readonly path: string }[] = [
  { tab: "start", path: paths.start },
  { tab: "personal", path: paths.personal },
  { tab: "fees", path: paths.fees() },
  { tab: "accounting", path: paths.accounting },
  { tab: "virtual-accounts", path: paths.virtualAccounts },
  { tab: "readings", path: paths.readings() },
  { tab: "settlements", path: paths.settlements },
];

/** The documents of the cooperative, a group of their own below the tabs. */
const LIBRARY_ENTRIES: readonly {
  readonly entry: LibraryEntry;
  readonly path: string;
  readonly name: string;
}[] = [
  { entry: "library", path: paths.library, name: library.all },
  ...LIBRARY_SECTIONS.map((section) => ({
    entry: section,
    path: paths.librarySection(section),
    name: library.sections[section],
  })),
  { entry: "library-search", path: paths.librarySearch, name: library.search },
  { entry: "requests", path: paths.requests, name: library.requests },
];

export interface LayoutProps {
  readonly frame: PageFrame;
  readonly title: string;
  /** Which tab is shown; none beside the tabs. Without a signed-in person there is no menu. */
  readonly tab?: Tab;
  /** Which entry of the documents is shown: some have a tab's name, so one never stands for the other. */
  readonly entry?: LibraryEntry;
  readonly menu?: "tabs" | "sign-out-only";
  /** Pages whose table has many columns. */
  readonly isWide?: boolean | undefined;
  readonly children: ComponentChildren;
}

/** The frame of every page: skip link, cooperative's name, menu on the left, one column of content, contact below. */
export function Layout({ frame, title, tab, entry, menu = "tabs", isWide = false, children }: LayoutProps) {
  const { cooperative, assets, person } = frame;
  const hasTabs = person !== null && menu === "tabs";
  return (
    <html lang="pl">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        <title>{`${title} – ${cooperative.name}`}</title>
        <link rel="icon" href={assets.icon} type="image/svg+xml" />
        <link rel="stylesheet" href={assets.styles} />
        <link rel="stylesheet" href={assets.cooperativeStyles} />
        <script src={assets.script} type="module" />
      </head>
      <body class={person ? undefined : "narrow-sheet"}>
        <a class="skip" href="#tresc">
          {layout.skip}
        </a>
        <Masthead cooperative={cooperative} hasMenu={person !== null} homePath={person ? paths.start : "/"} />
        <div class={person ? "page page-with-menu" : "page"}>
          {person && <SideMenu person={person} tab={tab} entry={entry} hasTabs={hasTabs} />}
          <main id="tresc" tabIndex={-1} class={isWide ? "wide" : undefined}>
            {children}
          </main>
        </div>
        <Colophon cooperative={cooperative} />
        {person && <IdleWarning idleSeconds={person.idleSeconds} />}
      </body>
    </html>
  );
}

function Masthead(props: { cooperative: Cooperative; hasMenu: boolean; homePath: string }) {
  return (
    <header class="masthead">
      <div class="masthead-line">
        <a class="masthead-name" href={props.homePath}>
          {props.cooperative.name}
        </a>
        <span class="masthead-service">{layout.entry}</span>
        {props.hasMenu && (
          <a class="menu-open" href="#menu">
            {layout.menu}
          </a>
        )}
      </div>
    </header>
  );
}

function SideMenu(props: {
  person: SignedInPerson;
  tab: LayoutProps["tab"];
  entry: LayoutProps["entry"];
  hasTabs: boolean;
}) {
  return (
    <div id="menu" class={props.hasTabs ? "side-menu" : "side-menu side-menu-short"} tabIndex={-1}>
      {props.hasTabs && (
        <nav aria-label={layout.menuLabel}>
          <ul>
            {TABS.map(({ tab, path }) => (
              <li key={tab}>
                <a href={path} aria-current={tab === props.tab ? "page" : undefined}>
                  {layout.tabs[tab]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {props.hasTabs && (
        <nav class="side-menu-library" aria-labelledby="menu-dokumenty">
          <p id="menu-dokumenty" class="side-menu-group">
            {library.menu}
          </p>
          <ul>
            {LIBRARY_ENTRIES.map(({ entry, path, name }) => (
              <li key={entry}>
                <a href={path} aria-current={entry === props.entry ? "page" : undefined}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <section class="side-menu-person" aria-label={layout.account}>
        <p>
          <span class="quiet">{layout.signedInAs}</span> {props.person.name}
        </p>
        {props.hasTabs && (
          <ul>
            <li>
              <a href={paths.sessions}>{layout.sessions}</a>
            </li>
            <li>
              <a href={paths.newPassword}>{layout.changePassword}</a>
            </li>
          </ul>
        )}
        <form method="post" action={paths.signOut}>
          <FormToken token={props.person.formToken} />
          <button class="btn btn-outline" type="submit">
            {layout.signOut}
          </button>
        </form>
      </section>
      <a class="menu-close" href="#tresc">
        {layout.closeMenu}
      </a>
    </div>
  );
}

function Colophon({ cooperative }: { cooperative: Cooperative }) {
  return (
    <footer class="colophon">
      <div class="colophon-line">
        <p class="colophon-name">{cooperative.name}</p>
        <p>{cooperative.addressLines.join(", ")}</p>
        <p>
          {layout.telephone}:{" "}
          <a href={`tel:${cooperative.telephone.replace(/[^+\d]/g, "")}`}>{cooperative.telephone}</a>
        </p>
        <p>
          {layout.email}: <a href={`mailto:${cooperative.email}`}>{cooperative.email}</a>
        </p>
      </div>
    </footer>
  );
}
