import { begunVisitIn } from '../../shared/forms/begun-visit.ts';
import { savedVisitText } from '../../shared/forms/saved-visit.ts';
import { pageAnswer } from '../../shared/http/page-answer.ts';
import { careTable, NOT_YOURS, takeOverForm } from '../../shared/pages/clients/care-tables.ts';
import type { TimelineForms } from '../../shared/pages/clients/client-goals.ts';
import { clientLookup } from '../../shared/pages/clients/client-lookup.ts';
import { clientTimeline } from '../../shared/pages/clients/client-timeline.ts';
import { expectedChangePart } from '../../shared/pages/clients/expected-change.ts';
import { handOver, linksByNames } from '../../shared/pages/clients/hand-over.ts';
import { OPEN_LINKS_PATH } from '../../shared/pages/clients/open-links.ts';
import { recordChanges } from '../../shared/pages/clients/record-changes.ts';
import { clientActions, consentForm } from '../../shared/pages/forms/client-forms.ts';
import { calledAs, handOverCareForm } from '../../shared/pages/forms/hand-over-care.ts';
import { labelSection } from '../../shared/pages/forms/label-form.ts';
import { html } from '../../shared/pages/frame/html.ts';
import { page, type Viewer } from '../../shared/pages/frame/page.ts';
import { clinicTimes } from '../../shared/pages/frame/when-cell.ts';
import { clientAnswer, scoresToAdd } from '../../shared/pages/journal/client-answer.ts';
import { isKnown, nameOf } from '../../shared/pages/parts/client-label.ts';
import { askedDate } from '../../shared/reading/as-of.ts';
import { readHandOver, readHeldCare } from '../../shared/reading/care.ts';
import { readConsent } from '../../shared/reading/consent.ts';
import { goesOnAfter } from '../../shared/reading/ended-data.ts';
import { readKnownAs } from '../../shared/reading/known-as.ts';
import { linksOfClient } from '../../shared/reading/open-links.ts';
import type { Reading } from '../../shared/reading/reading.ts';
import { visibleClients } from '../../shared/reading/therapist.ts';
import { readTimeline, type Timeline } from '../../shared/reading/timeline.ts';
import { ownTechniques } from '../../shared/records/own-technique.ts';
import { dateIn } from '../../shared/records/time/in-zone.ts';
import { shortName } from '../../shared/records/values/short-name.ts';
import { addressedClient } from '../../shared/site/addressed-client.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import { type ListDeps, listedToday } from '../../shared/site/todays-list.ts';
import type { RecordReader } from '../../shared/storage/held/record-store.ts';
import type { ClientKey } from '../../shared/storage/keys/keys.ts';
import { calledTherapists } from './called-therapists.ts';
import type { RecordFormDeps } from './record-forms.ts';

const path = '/clients';

type ClientPages = {
  form: SignedInPage<'owner' | 'therapist'>;
  timeline: SignedInPage<'owner' | 'therapist'>;
  history: SignedInPage<'owner'>;
};

/** Where a client is looked for by the clinic's id, and the timeline, which is addressed by pseudonym. */
export function clientPages(deps: Reading & ListDeps & Pick<RecordFormDeps, 'begunVisits'>): ClientPages {
  const { records, today } = deps;
  const notInCare = async (clinicId: string, client: string, viewer: Viewer) => {
    const { takeOver } = await deps.settings.of(clinicId);
    const main = takeOverForm(client, takeOver === 'allowed' ? viewer.formToken : undefined);
    return pageAnswer(404, page({ title: NOT_YOURS, viewer, path, main }));
  };
  /** Only when it is asked for: it reads the clinic's months. */
  const expected = async (
    query: Readonly<Record<string, string | undefined>> | undefined,
    clinicId: string,
    client: string,
    { sessions, asOf }: Pick<Timeline, 'sessions' | 'asOf'>,
  ) => {
    if (query?.['expect'] === undefined) return undefined;
    const { readExpectedChange } = await import('../../shared/reading/expected-change.ts');
    return readExpectedChange({ ...deps.releasing, views: deps.views }, { clinicId, client }, sessions, asOf);
  };
  return {
    async form(_event, { viewer }) {
      const main = html`${clientLookup(viewer.formToken)}
${viewer.role === 'owner' && html`<p><a href="${OPEN_LINKS_PATH}">Links to journals that are open</a></p>`}`;
      return pageAnswer(200, page({ title: 'Find a client', viewer, path, main }));
    },

    async timeline(event, session) {
      const { principal: reader, viewer } = session;
      const client = addressedClient(event);
      const visible = await visibleClients(deps.inCare, reader, [client]);
      if (!visible.has(client)) return notInCare(reader.clinicId, client, viewer);
      const { clinicId } = reader;
      const day = await today(clinicId);
      const asked = askedDate(event.queryStringParameters, day);
      const owner = await records.holderOf({ clinicId, client });
      const { labels, timeZone, ownTechniques: named } = await deps.settings.of(clinicId);
      const timelineAsOf = (asOf: string) =>
        readTimeline(deps, reader, { clientId: shortName(client), owner, asOf });
      const first = await timelineAsOf(asked);
      const goesOn = asked === day && goesOnAfter(asked, first);
      const timeline = goesOn ? await timelineAsOf(dateIn(deps.clock(), timeZone)) : first;
      const { asOf } = timeline;
      const links = await linksOfClient(deps, owner);
      const begun = (await deps.begunVisits.of(owner)).map(begunVisitIn);
      const consent = await readConsent(deps, reader, owner);
      const listed = await listedToday(deps, event, session);
      const knownAs = await readKnownAs(deps, { client, owner, isVisible: true }, listed);
      const { formToken } = viewer;
      const { saved = '', discarded = '', handed = '' } = event.queryStringParameters ?? {};
      const care = await readHeldCare(deps, reader, owner);
      const hand = await readHandOver(deps, reader, care, dateIn(deps.clock(), timeZone));
      const called = new Map([...hand.from, ...hand.to].map((each) => [each.therapistId, calledAs(each)]));
      const calledOf = (therapistId: string) => called.get(therapistId) ?? therapistId;
      const isGone = discarded !== '' && begun.every(({ sessionId }) => sessionId !== discarded);
      const isHanded = care.some(({ therapistId, until }) => therapistId === handed && until === null);
      const told = isGone
        ? 'Discarded.'
        : isHanded
          ? `In the care of ${calledOf(handed)} from today on.`
          : savedVisitText(timeline.sessions, begun, saved);
      const mayChange = (therapistId: string) =>
        reader.role === 'owner' || reader.therapistId === therapistId;
      const measured =
        reader.role === 'therapist' ? await measuredBy(records, owner, reader.therapistId) : undefined;
      const mayCorrect: TimelineForms['mayCorrect'] = (type, id) =>
        reader.role === 'owner' || (type === 'measurement' && measured!.has(id));
      const main = html`${told !== undefined && html`<p class="saved" role="status" data-settled="${isGone ? discarded : saved}">${told}</p>`}
${isKnown(knownAs) && html`<p class="client">${nameOf(client, knownAs)}</p>`}
${clientAnswer(timeline.courses, { asOf, hasLater: timeline.sessions.length > 0 })}
${clientActions(client, begun)}
${scoresToAdd(
  client,
  asOf,
  timeline.sessions.filter(({ therapistId }) => mayChange(therapistId)),
)}
${handOver({ client, formToken, links: linksByNames(links, called) })}
${labels === 'on' && labelSection({ client, formToken, label: knownAs.label })}
${expectedChangePart(client, asOf, await expected(event.queryStringParameters, reader.clinicId, owner.client, timeline))}
${clientTimeline(timeline, { client, mayChange, mayCorrect }, ownTechniques(named))}
${consentForm(client, formToken, consent)}
${careTable(care, calledOf, dateIn(deps.clock(), timeZone), handOverCareForm({ client, formToken, ...hand }))}
${reader.role === 'owner' && ownersWays(client)}`;
      return pageAnswer(200, page({ title: `Client ${shortName(client)}`, viewer, path, main }));
    },

    async history(event, { principal: { clinicId }, viewer }) {
      const client = addressedClient(event);
      const settings = await deps.settings.of(clinicId);
      const main = recordChanges(
        client,
        await deps.histories.ofClient(await records.holderOf({ clinicId, client })),
        {
          times: clinicTimes(settings.timeZone),
          own: ownTechniques(settings.ownTechniques),
          called: await calledTherapists(deps, clinicId),
        },
      );
      return pageAnswer(200, page({ title: `Changes of ${shortName(client)}`, viewer, path, main }));
    },
  };
}

/** What only an owner does with everything of a client. */
const ownersWays = (
  client: string,
) => html`<section aria-labelledby="all"><h2 id="all">Everything of this client</h2>
<ul><li><a href="/clients/${client}/history">What was changed, moved or deleted</a></li>
<li><a href="/clients/${client}/data">Hand it to the client, as files</a></li>
<li><a href="/clients/${client}/erase">Erase it, and get a receipt</a></li></ul></section>`;

/** The measurements of a client that a therapist has reported herself: those that she may change. */
async function measuredBy(
  records: Pick<RecordReader, 'withAuthors'>,
  owner: ClientKey,
  therapistId: string,
): Promise<ReadonlySet<string>> {
  const authored = await records.withAuthors(owner);
  return new Set(
    authored.flatMap(({ fact, author }) =>
      fact.type === 'measurement' && author === therapistId ? [fact.measurementId] : [],
    ),
  );
}
