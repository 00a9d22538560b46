import { FormToken } from "../components/form-token.tsx";
import { StateTable } from "../components/state-table.tsx";
import { deviceInWords } from "../device.ts";
import { Layout } from "../layout.tsx";
import { signIn } from "../messages/pl/pages/sign-in.ts";
import { paths } from "../paths.ts";
import type { SessionListItem } from "../sign-in.ts";
import type { PageFrame } from "../view.ts";
import { dateTimeInTable } from "../wording.ts";

/** Where one is signed in; each session can be ended, or all at once. */
export function SessionsPage(props: {
  frame: PageFrame;
  formToken: string;
  sessions: readonly SessionListItem[];
  isPasswordChanged?: boolean;
}) {
  const { frame, formToken, sessions } = props;
  const words = signIn.sessions;
  return (
    <Layout frame={frame} title={words.title}>
      <h1>{words.title}</h1>
      {props.isPasswordChanged && <p role="status">{signIn.password.changed}</p>}
      <p class="as-of">{words.shows}</p>
      <StateTable
        caption={words.shows}
        columns={[
          { label: words.device },
          { label: words.address },
          { label: words.since },
          { label: words.lastSeen },
          { label: words.action, align: "figures" },
        ]}
        rows={sessions.map((session) => ({
          id: session.sessionId,
          cells: sessionCells(session, formToken),
        }))}
      />
      <form class="form" method="post" action={paths.sessionsEndAll}>
        <FormToken token={formToken} />
        <p>{words.endAllHint}</p>
        <button class="btn btn-primary" type="submit">
          {words.endAll}
        </button>
      </form>
    </Layout>
  );
}

function sessionCells(session: SessionListItem, formToken: string) {
  const words = signIn.sessions;
  const device = deviceInWords(session.userAgent) ?? words.unknownDevice;
  return [
    <>
      {device}
      {session.isPresent && <span class="cell-note">{words.present}</span>}
    </>,
    session.address,
    dateTimeInTable(session.startedAt),
    dateTimeInTable(session.lastSeenAt),
    <form key="end" method="post" action={paths.sessionEnd(session.sessionId)}>
      <FormToken token={formToken} />
      <button class="btn btn-outline" type="submit" aria-label={words.endNamed(device)}>
        {words.end}
      </button>
    </form>,
  ];
}
