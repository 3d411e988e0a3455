import { BadRequestError, NotFoundError } from '../../shared/errors.ts';
import { begunVisitIn } from '../../shared/forms/begun-visit.ts';
import { sentence } from '../../shared/forms/field-errors.ts';
import { cameSince, versionOf } from '../../shared/forms/seen-version.ts';
import { pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import { statusOfRefusal } from '../../shared/http/refusal-status.ts';
import type { HttpResponse } from '../../shared/http/respond.ts';
import { changedSince, heldWords } from '../../shared/pages/forms/held-now.ts';
import { takeBackPage, takenBack, takenBackTypeOf } from '../../shared/pages/forms/take-back-page.ts';
import { messagePage } from '../../shared/pages/frame/message-page.ts';
import type { Viewer } from '../../shared/pages/frame/page.ts';
import type { Fact } from '../../shared/records/record.ts';
import type { Refusal } from '../../shared/records/refusal.ts';
import type { Held } from '../../shared/records/versions/held.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import { CHANGED, formAgain, type RecordingDeps, recordingOf, WHOEVER_IS_MEANT } from './recording.ts';

type Forms = Readonly<Record<'consent' | 'takeBack', SignedInPage<'owner' | 'therapist'>>>;

/** What a client says of reports to partners, and a record that is taken back: forms of one button. */
export function oneButtonForms(deps: RecordingDeps): Forms {
  return {
    async consent(event, session, fields) {
      const recording = await recordingOf(deps, event, session);
      if (recording.facts.length === 0) throw new NotFoundError('no such client, or not one of yours');
      const said = fields['partnerReports'];
      if (said !== 'yes' && said !== 'no') throw new BadRequestError('partnerReports', 'expected yes or no');
      const held = recording.facts.find((fact) => fact.type === 'consent');
      const isOther = held?.type === 'consent' && held.partnerReports !== (said === 'yes');
      if (isOther && cameSince(held, session.formOpenedAt))
        return answeredSince(recording.client, held, session.viewer);
      const { clinicId } = session.principal;
      const refusals = await recording.take({
        ...{ type: 'consent', clinicId, clientId: WHOEVER_IS_MEANT, partnerReports: said === 'yes' },
      });
      return answer(recording.client, refusals, session.viewer);
    },

    async takeBack(event, session, fields) {
      const recording = await recordingOf(deps, event, session);
      const { id } = fields;
      const of = takenBackTypeOf(fields['of']);
      if (!of) throw new BadRequestError('of', 'expected what can be taken back');
      const { client, owner, isVisible, facts } = recording;
      const begun = isVisible ? (await deps.begunVisits.of(owner)).map(begunVisitIn) : [];
      const named = takenBack({ facts, begun }, of, id);
      if (!named) throw new NotFoundError('no such record, or not one of yours');
      if (of === 'begun-visit') {
        await deps.begunVisits.remove(owner, named.id);
        return seeOther(`/clients/${client}?${new URLSearchParams({ discarded: named.id })}`);
      }
      const { clinicId } = session.principal;
      const [changed] = changedSince(fields, named.held, undefined, facts);
      if (changed) {
        const { formToken } = session.viewer;
        const seen = versionOf(named.held);
        const told = `It was changed since you opened this page, and now says: ${heldWords(named.held!, facts)}. It is not taken back yet.`;
        const main = takeBackPage({ client, formToken, named, seen, changed: told });
        return formAgain('Take back', session.viewer, client, main, CHANGED);
      }
      const refusals = await recording.take({
        ...{ type: 'deletion', clinicId, clientId: WHOEVER_IS_MEANT, of, id: named.id },
      });
      return answer(client, refusals, session.viewer);
    },
  };
}

/** The client may have said it himself, in his journal: what he said last is not overwritten by a page that was open before. */
function answeredSince(client: string, held: Held<Fact>, viewer: Viewer): HttpResponse {
  const text = [
    `The answer was changed since you opened this page, and now says: ${heldWords(held)}. Nothing was saved.`,
    'Look at the client again, and ask the client where you are not sure.',
  ];
  const link = { path: `/clients/${client}`, label: 'Back to the client' };
  return pageAnswer(409, messagePage({ title: 'Not saved', text, link, viewer }));
}

function answer(client: string, refusals: readonly Refusal[], viewer: Viewer): HttpResponse {
  const link = { path: `/clients/${client}`, label: 'Back to the client' };
  if (refusals.length === 0) return seeOther(link.path);
  const text = refusals.map(({ message }) => sentence(message));
  const status = Math.max(...refusals.map(({ code }) => statusOfRefusal(code)));
  return pageAnswer(status, messagePage({ title: 'Not saved', text, link, viewer }));
}
