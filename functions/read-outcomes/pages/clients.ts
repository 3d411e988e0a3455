import { requireRole } from '../../../shared/access/principal.ts';
import { sealTakeOverForm } from '../../../shared/access/take-over-form.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import { pageAnswer, seeOther } from '../../../shared/http/page-answer.ts';
import { careTable, takeOverForm } from '../../../shared/pages/care-tables.ts';
import { clientLookup } from '../../../shared/pages/client-lookup.ts';
import { clientTimeline } from '../../../shared/pages/client-timeline.ts';
import { html } from '../../../shared/pages/html.ts';
import { journalLinkButton, madeJournalLink } from '../../../shared/pages/journal-link.ts';
import { page, type Viewer } from '../../../shared/pages/page.ts';
import { recordChanges } from '../../../shared/pages/record-changes.ts';
import { id } from '../../../shared/records/fields.ts';
import { pseudonym } from '../../../shared/records/pseudonym.ts';
import { shortName } from '../../../shared/records/short-name.ts';
import { askedDate } from '../as-of.ts';
import { readCare } from '../care.ts';
import type { ReadDeps } from '../handler.ts';
import { makeJournalLink } from '../journal-link.ts';
import type { Reader } from '../therapist.ts';
import { readTimeline } from '../timeline.ts';
import type { PageEvent, SignedInPage } from './page-handler.ts';

const PSEUDONYM = /^[A-Za-z0-9_-]{43}$/;
const path = '/clients';

type ClientPages = Readonly<Record<'form' | 'find' | 'timeline' | 'history' | 'journalLink', SignedInPage>>;

/** Finding a client by the clinic's id, and the timeline, which is addressed by pseudonym. */
export function clientPages(deps: ReadDeps): ClientPages {
  const { records, keyOfClinic, today } = deps;
  const form = (viewer: Viewer, problem?: string) => {
    const main = clientLookup(viewer.formToken, problem);
    return pageAnswer(
      problem === undefined ? 200 : 400,
      page({ title: 'Find a client', viewer, path, main }),
    );
  };
  const notInCare = async (
    { clinicId, therapistId }: Extract<Reader, { role: 'therapist' }>,
    client: string,
    viewer: Viewer,
  ) => {
    const { takeOver } = await deps.settings.of(clinicId);
    const form = { clinicId, client, therapistId };
    const sealed =
      takeOver === 'allowed' ? await sealTakeOverForm(deps.sealing, form, deps.clock()) : undefined;
    const main = takeOverForm(client, sealed);
    return pageAnswer(404, page({ title: 'Not in your care', viewer, path, main }));
  };
  return {
    async form(_event, { principal, viewer }) {
      requireRole(principal, 'owner', 'therapist');
      return form(viewer);
    },

    async find(_event, { principal, viewer }, fields) {
      const reader = requireRole(principal, 'owner', 'therapist');
      const asked = id.safeParse(fields['clientId']?.trim());
      if (!asked.success) return form(viewer, `${asked.error.issues[0]!.message}.`);
      const { clinicId } = reader;
      const named = pseudonym(await keyOfClinic(clinicId), asked.data);
      const { client } = await records.holderOf({ clinicId, client: named });
      return seeOther(`${path}/${client}`);
    },

    async timeline(event, { principal, viewer }) {
      const reader = requireRole(principal, 'owner', 'therapist');
      const client = addressedClient(event);
      if (
        reader.role === 'therapist' &&
        !(await deps.inCare(reader.clinicId, reader.therapistId, [client])).size
      ) {
        return notInCare(reader, client, viewer);
      }
      const asOf = askedDate(event.queryStringParameters, await today(reader.clinicId));
      const owner = await records.holderOf({ clinicId: reader.clinicId, client });
      const timeline = await readTimeline(deps, reader, { clientId: shortName(client), owner, asOf });
      const main = html`${clientTimeline(timeline)}
${careTable(await readCare(deps, reader, owner))}
${journalLinkButton(client, viewer.formToken)}
${reader.role === 'owner' && html`<p><a href="/clients/${client}/history">What was changed, moved or deleted</a></p>`}`;
      return pageAnswer(200, page({ title: `Client ${shortName(client)}`, viewer, path, main }));
    },

    async history(event, { principal, viewer }) {
      const { clinicId } = requireRole(principal, 'owner');
      const client = addressedClient(event);
      const main = recordChanges(
        client,
        await deps.histories.ofClient(await records.holderOf({ clinicId, client })),
      );
      return pageAnswer(200, page({ title: `Changes of ${shortName(client)}`, viewer, path, main }));
    },

    async journalLink(event, { principal, viewer }) {
      const reader = requireRole(principal, 'owner', 'therapist');
      const client = addressedClient(event);
      const owner = await records.holderOf({ clinicId: reader.clinicId, client });
      const { url, expiresAt } = await makeJournalLink(deps, reader, owner);
      const main = madeJournalLink({ client, url, lastDay: expiresAt.slice(0, 10) });
      return pageAnswer(200, page({ title: `Journal of ${shortName(client)}`, viewer, path, main }));
    },
  };
}

/** The pseudonym in a page's address. */
function addressedClient(event: PageEvent): string {
  const client = event.pathParameters?.['client'] ?? '';
  if (!PSEUDONYM.test(client)) throw new NotFoundError('no such client, or not one of yours');
  return client;
}
