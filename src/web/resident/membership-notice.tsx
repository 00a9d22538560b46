import { addDays } from "../../domain/values/plain-date.ts";
import { Notice } from "../components/notice.tsx";
import { library } from "../messages/pl/pages/library.ts";
import { paths } from "../paths.ts";
import type { PageFrame } from "../view.ts";
import { dateInSentence } from "../wording.ts";
import type { MembershipNow } from "./view-models.ts";

const OPEN_SECTIONS = ["statutes", "fees", "other"] as const;

/** To somebody who is no member: why most of the library is not theirs, and what they may read instead. */
export function MembershipNotice({ frame, membership }: { frame: PageFrame; membership: MembershipNow }) {
  if (membership.isMember) return null;
  const { department, room } = frame.cooperative.loginDesk;
  const words = library.notMember;
  return (
    <Notice title={words.title}>
      <p>
        {membership.endedOn === null
          ? words.never
          : words.former(dateInSentence(addDays(membership.endedOn, -1)))}{" "}
        {words.wrong(department, room)}
      </p>
      <p>{words.instead}</p>
      <ul>
        {OPEN_SECTIONS.map((section) => (
          <li key={section}>
            <a href={paths.librarySection(section)}>{library.sections[section]}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
