import { FORM_WORDS } from '../../shared/forms/words.ts';
import { pageAnswer } from '../../shared/http/page-answer.ts';
import { statusOfRefusal } from '../../shared/http/refusal-status.ts';
import type { HttpResponse } from '../../shared/http/respond.ts';
import { screenAndTakeIn } from '../../shared/intake/screen.ts';
import { createTakeInOfClient, type TakeInDeps } from '../../shared/intake/take-in.ts';
import type { Html } from '../../shared/pages/frame/html.ts';
import { page, type Viewer } from '../../shared/pages/frame/page.ts';
import { type ClientFacts, readClientFacts } from '../../shared/reading/client-facts.ts';
import type { ClientReading } from '../../shared/reading/client-reading.ts';
import type { Arrival } from '../../shared/records/arrival.ts';
import type { Refusal } from '../../shared/records/refusal.ts';
import { utcSortKey } from '../../shared/records/time/instant.ts';
import { shortName } from '../../shared/records/values/short-name.ts';
import { addressedClient } from '../../shared/site/addressed-client.ts';
import type { PageEvent } from '../../shared/site/page-handler.ts';
import type { Session } from '../../shared/site/session.ts';
import type { BegunVisits } from '../../shared/storage/held/begun-visits.ts';
import type { ClientKey } from '../../shared/storage/keys/keys.ts';

export type RecordingDeps = Pick<ClientReading, 'records' | 'inCare' | 'settings' | 'therapists'> & {
  taking: TakeInDeps;
  begunVisits: BegunVisits;
};

/** Stands where a client's own id would, of which only the pseudonym is known here. */
export const WHOEVER_IS_MEANT = 'whoever-is-meant';

const ERASED: Refusal = { code: 'erased', path: '', message: FORM_WORDS.refused['erased']! };

/** By which a form comes back whose record was changed while it was open: as a conflict of versions does. */
export const CHANGED: readonly Refusal[] = [{ code: 'conflict', path: '', message: '' }];

/** A form about one client, by somebody who may send one: what is known, and the way in for what it reports. */
export type Recording = ClientFacts & {
  /** The pseudonym in the page's address. */
  client: string;
  now: Date;
  /** Why nothing of the form may be kept: it was open while everything of the client was erased. */
  ended: Refusal | undefined;
  /** Whose work a record is: a therapist's own, of an owner's form whom it names. */
  therapistOf(typed: string): string;
  /** Takes one record by the same checks as the API. @returns why it was refused, nothing when it was taken */
  take(record: object): Promise<Refusal[]>;
};

type Sender = Pick<Session<'owner' | 'therapist'>, 'principal' | 'subject'>;

/** Who sends a form, by the id under which it is kept who did: a therapist's own, of an owner the user pool's. */
export const senderOf = ({ principal, subject }: Sender): string =>
  principal.role === 'therapist' ? principal.therapistId : subject;

/** How what a form reports has come. */
export const arrivalOf = (event: PageEvent, sender: Sender): Arrival & { author: string } => ({
  door: sender.principal.role,
  author: senderOf(sender),
  at: new Date(event.requestContext.timeEpoch).toISOString(),
});

/** Why nothing of a form may be kept: everything of the client was erased while it was open; else undefined. */
export async function endedSince(
  { records }: Pick<RecordingDeps, 'records'>,
  client: ClientKey,
  formOpenedAt: Date,
): Promise<Refusal | undefined> {
  const erasedAt = await records.erasedAt(client);
  return erasedAt !== undefined && utcSortKey(formOpenedAt.toISOString()) <= erasedAt ? ERASED : undefined;
}

export async function recordingOf(
  deps: RecordingDeps,
  event: PageEvent,
  { principal, subject, formOpenedAt }: Sender & Pick<Session, 'formOpenedAt'>,
): Promise<Recording> {
  const client = addressedClient(event);
  const now = new Date(event.requestContext.timeEpoch);
  const therapistId = principal.role === 'therapist' ? principal.therapistId : undefined;
  const arrival = arrivalOf(event, { principal, subject });
  const ended = await endedSince(deps, { clinicId: principal.clinicId, client }, formOpenedAt);
  return {
    ...(await readClientFacts(deps, principal, client)),
    ...{ client, now, ended },
    therapistOf: (typed) => therapistId ?? typed,
    async take(record) {
      if (ended) return [ended];
      const takeIn = createTakeInOfClient(deps.taking, client, WHOEVER_IS_MEANT);
      const [result] = await screenAndTakeIn(principal, [record], arrival, takeIn);
      return result!.status === 'refused' ? result!.refusals : [];
    },
  };
}

/** The form again, with what was typed and what is wrong with it. */
export function formAgain(
  title: string,
  viewer: Viewer,
  client: string,
  main: Html,
  refusals: readonly Refusal[] = [],
): HttpResponse {
  const status = Math.max(400, ...refusals.map(({ code }) => statusOfRefusal(code)));
  return pageAnswer(status, page({ title, about: shortName(client), viewer, path: '/clients', main }));
}
