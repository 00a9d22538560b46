import type { RequestSubject } from "../domain/governance/requests.ts";
import { grosze } from "../domain/values/money.ts";
import type { PlainDate } from "../domain/values/plain-date.ts";
import { accept, type Result } from "../domain/values/result.ts";
import { answerRequest } from "../operations/answer-request.ts";
import { askForDocument } from "../operations/ask-for-document.ts";
import type { OperationContext, OperatorScope } from "../operations/context.ts";
import { type ListedRequest, listDocumentRequests } from "../operations/list-requests.ts";
import { refuseRequest } from "../operations/refuse-request.ts";
import { findPerson } from "../store/library-settings.ts";
import { endSession, insertSession } from "../store/session.ts";
import { inScope } from "../world/database/scope.ts";
import type { FileStore } from "../world/files.ts";
import { JOINT_HOLDER, MEMBER } from "./demo-people.ts";

interface DemoRequest {
  readonly person: string;
  readonly subject: RequestSubject;
  readonly wording: string;
  /** Null: it waits. */
  readonly answer:
    | null
    | { readonly state: "answered"; readonly feeGrosze: number; readonly note: string }
    | { readonly state: "refused"; readonly reasons: string };
}

const REQUESTS: readonly DemoRequest[] = [
  {
    person: MEMBER.code,
    subject: "invoice",
    wording: "Proszę o kopię ostatniej faktury za ciepło dla budynku przy ul. Lipowej 4.",
    answer: {
      state: "answered",
      feeGrosze: 60,
      note: "Kopia (2 strony) do odbioru w Dziale Czynszów i Opłat. Koszt kopii doliczymy do opłat.",
    },
  },
  {
    person: JOINT_HOLDER.code,
    subject: "contract",
    wording: "Proszę o kopię umowy z firmą, która sprząta klatki przy ul. Klonowej, z cennikiem.",
    answer: {
      state: "refused",
      reasons:
        "Cennik umowy jest tajemnicą przedsiębiorstwa wykonawcy, który zastrzegł jej poufność. Udostępnienie naruszyłoby prawa tej osoby trzeciej. Łączny koszt sprzątania nieruchomości podajemy w kalkulacji opłat.",
    },
  },
  {
    person: MEMBER.code,
    subject: "minutes",
    wording: "Proszę o kopię protokołu Rady Nadzorczej z pierwszego roku archiwum; skan jest nieczytelny.",
    answer: null,
  },
];
const COURT =
  "W terminie siedmiu dni od doręczenia tej odmowy może Pani złożyć wniosek do sądu rejestrowego o zobowiązanie Spółdzielni do udostępnienia umowy (art. 18 § 3 Prawa spółdzielczego).";
const SESSION_SECONDS = 60;

/**
 * What members ask for under art. 8¹ of the housing cooperatives act: one request answered, one refused, one open. Members ask on the
 * day on which the demo is made; what they asked already is not asked again.
 */
export async function tellRequests(
  context: OperationContext,
  scope: OperatorScope,
  files: FileStore,
): Promise<void> {
  const listed = () => listDocumentRequests(context, scope, { isWaiting: false });
  const before = await listed();
  for (const request of REQUESTS) {
    if (!before.some((kept) => isOf(request, kept))) done(await ask(context, scope, request));
  }
  const kept = await listed();
  for (const request of REQUESTS) {
    const asked = kept.find((each) => isOf(request, each))!;
    if (asked.state === "asked") done(await reply(context, scope, files, request, asked));
  }
}

function isOf({ person, wording }: DemoRequest, kept: ListedRequest): boolean {
  return kept.person === person && kept.wording === wording;
}

/** In the name of the member, as on the portal. */
async function ask(
  context: OperationContext,
  { token: operator, cooperativeId }: OperatorScope,
  { person, subject, wording }: DemoRequest,
): Promise<Result<unknown>> {
  const { pools } = context;
  const personId = await inScope(pools.runtime, operator, (tx) => findPerson(tx, person));
  const token = await inScope(pools.signin, null, (tx) =>
    insertSession(tx, {
      cooperativeId,
      kind: "resident",
      personId,
      loginId: null,
      userAgent: "osiedle",
      address: "",
      idleSeconds: SESSION_SECONDS,
      lifetimeSeconds: SESSION_SECONDS,
    }),
  );
  try {
    return await askForDocument(context, token, { subject, wording });
  } finally {
    await inScope(pools.signin, null, (tx) => endSession(tx, token));
  }
}

async function reply(
  { pools, today }: OperationContext,
  scope: OperatorScope,
  files: FileStore,
  { answer }: DemoRequest,
  { id, askedOn }: ListedRequest,
): Promise<Result<unknown>> {
  if (answer === null) return accept(null);
  // The database dates what is asked by its own clock.
  const day: PlainDate = askedOn > today() ? askedOn : today();
  const onThatDay = { pools, today: () => day };
  if (answer.state === "refused")
    return refuseRequest(onThatDay, scope, {
      id,
      ground: "rights-of-third-party",
      reasons: answer.reasons,
      courtSentence: COURT,
    });
  const { feeGrosze, note } = answer;
  const handedOver = { file: null, isHandedOver: true, feeGrosze: grosze(feeGrosze), note, files };
  return answerRequest(onThatDay, scope, { id, ...handedOver });
}

/** The demo's facts are right: a refusal here is a bug. */
function done(result: Result<unknown>): void {
  if (!result.ok) throw new Error(`a demo request was refused: ${JSON.stringify(result.refusals)}`);
}
