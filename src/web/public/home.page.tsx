import { SummaryList } from "../components/summary-list.tsx";
import { Layout, TABS } from "../layout.tsx";
import { layout } from "../messages/pl/pages/layout.ts";
import { library } from "../messages/pl/pages/library.ts";
import { libraryDocument } from "../messages/pl/pages/library-document.ts";
import { signIn } from "../messages/pl/pages/sign-in.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { telephoneInOneLine } from "../wording.ts";

/** The cooperative's public page: who it is, where to fetch a login, what each tab shows, and the way in. */
export function HomePage({ frame }: { frame: PageFrame }) {
  const { cooperative } = frame;
  const { department, room, hours } = cooperative.loginDesk;
  const words = signIn.home;
  return (
    <Layout frame={frame} title={words.title}>
      <h1>{cooperative.name}</h1>
      <p class="lead">{words.lead}</p>
      <p class="entry">
        <a class="btn btn-primary" href={frame.person ? paths.start : paths.signIn}>
          {words.enter}
        </a>
      </p>
      <h2>{words.whereTitle}</h2>
      <p>{words.where}</p>
      <SummaryList
        entries={[
          { word: words.department, value: `${department}, ${room}` },
          {
            word: words.hours,
            value: hours.map((row) => (
              <span class="line" key={row.days}>
                {row.days}: <span class="figures">{row.hours}</span>
              </span>
            )),
          },
        ]}
      />
      <h2>{words.tabsTitle}</h2>
      <SummaryList entries={TABS.map(({ tab }) => ({ word: layout.tabs[tab], value: words.tabs[tab] }))} />
      <h2>{library.menu}</h2>
      <p>{libraryDocument.public.homeMembers}</p>
      <p>
        <a href={paths.publicLibrary}>{libraryDocument.public.home}</a>: {libraryDocument.public.homeText}
      </p>
      <h2>{words.contactTitle}</h2>
      <SummaryList
        entries={[
          {
            word: layout.address,
            value: cooperative.addressLines.map((line) => (
              <span class="line" key={line}>
                {line}
              </span>
            )),
          },
          { word: layout.telephone, value: telephoneInOneLine(cooperative.telephone) },
          { word: layout.email, value: <a href={`mailto:${cooperative.email}`}>{cooperative.email}</a> },
        ]}
      />
    </Layout>
  );
}
