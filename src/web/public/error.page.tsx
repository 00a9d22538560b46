import { Layout } from "../layout.tsx";
import { errors } from "../messages/pl/pages/errors.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";

export type ErrorKind = "not-found" | "forbidden" | "unreadable-form" | "throttled" | "fault" | "busy";

/** What happened, what is kept, what to do now. The same bytes for whatever was asked, so that nothing is given away. */
export function ErrorPage(props: {
  frame: PageFrame;
  kind: ErrorKind;
  retryAfterSeconds?: number | undefined;
  incident?: string | undefined;
}) {
  const { frame, kind, retryAfterSeconds, incident } = props;
  const words = errors[kind];
  return (
    <Layout frame={frame} title={words.title}>
      <h1>{words.title}</h1>
      <p class="lead">{words.happened}</p>
      <p>{words.next}</p>
      {retryAfterSeconds !== undefined && <p>{waitInWords(retryAfterSeconds)}</p>}
      {incident && <p class="quiet">{errors.incident(incident)}</p>}
      <p class="entry">
        <a href={frame.person ? paths.start : paths.home}>{frame.person ? errors.toStart : errors.toHome}</a>
      </p>
    </Layout>
  );
}

function waitInWords(seconds: number): string {
  return seconds <= 90 ? errors.wait(seconds) : errors.waitMinutes(Math.ceil(seconds / 60));
}
