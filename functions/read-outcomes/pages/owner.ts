import { requireRole } from '../../../shared/access/principal.ts';
import { BadRequestError } from '../../../shared/errors.ts';
import { pageAnswer } from '../../../shared/http/page-answer.ts';
import { latestRecord } from '../../../shared/outcomes/latest-record.ts';
import { monthAfter } from '../../../shared/outcomes/months.ts';
import { type OutcomePage, outcomePage } from '../../../shared/pages/outcome-page.ts';
import { outcomePartPage } from '../../../shared/pages/outcome-part-page.ts';
import { page } from '../../../shared/pages/page.ts';
import { techniquePage } from '../../../shared/pages/technique-page.ts';
import { TECHNIQUES } from '../../../shared/records/catalogue.ts';
import { PART_IDS, PARTS } from '../../../shared/reports/outcome-report.ts';
import { techniqueLabel } from '../../../shared/reports/words.ts';
import { withoutDayNote } from '../../../shared/statistics/day-notes.ts';
import type { ViewStore } from '../../../shared/storage/view-store.ts';
import { clinicGoals } from '../../../shared/views/clinic-goals.ts';
import type { ClientOutcomes } from '../../../shared/views/clinic-month-view.ts';
import { askedOutcomes, withoutEmptyFields } from '../asked-outcomes.ts';
import type { ReadDeps } from '../handler.ts';
import type { MonthRange } from '../months.ts';
import { clientOutcomes, monthsWithSessions, narrowed } from '../outcomes.ts';
import type { SignedInPage } from './page-handler.ts';

/** What is shown to whoever does not say which months: the latest that have sessions. */
const SHOWN_MONTHS = 12;

/** The owner's pages, of the same statistics that `GET /v1/outcomes` answers with. */
export function ownerPage(
  views: Pick<ViewStore, 'list' | 'each' | 'liveSortKeys'>,
  settings: ReadDeps['settings'],
): SignedInPage {
  return async (event, { principal, viewer }) => {
    const { clinicId } = requireRole(principal, 'owner');
    const asked = withoutEmptyFields(event.queryStringParameters);
    const { months, filter } = askedOutcomes(asked);
    const [part, technique] = [oneAsked('part', PART_IDS, asked), oneAsked('technique', TECHNIQUES, asked)];
    const [range, goals] = await Promise.all([
      months ?? latestMonths(views, clinicId),
      clinicGoals(views, clinicId),
    ]);
    const clients = range ? await clientOutcomes(views, clinicId, range) : [];
    const reading = narrowed({ clinicId, from: range?.from ?? null, to: range?.to ?? null }, filter, {
      clients,
      goals,
    });
    const statistics = withoutDayNote(reading, (await settings.of(clinicId)).timeZone);
    const shown: OutcomePage = {
      statistics,
      query: { ...months, ...filter, part, technique },
      regions: regionsOf(clients),
      latestRecord: latestRecord(clients.flatMap(({ sessions }) => sessions)),
    };
    const [title, main] =
      technique !== undefined
        ? [techniqueLabel(technique), techniquePage(technique, shown)]
        : part !== undefined
          ? [PARTS[part], outcomePartPage(part, shown)]
          : [`Outcomes at ${clinicId}`, outcomePage(shown)];
    return pageAnswer(200, page({ title, viewer, path: '/owner', main }));
  };
}

/** Which of some pages the address names; none is the first one. */
function oneAsked<Name extends string>(
  field: string,
  names: readonly Name[],
  asked: Readonly<Record<string, string | undefined>>,
): Name | undefined {
  const name = asked[field];
  if (name === undefined) return undefined;
  const found = names.find((each) => each === name);
  if (found === undefined) throw new BadRequestError(field, `expected one of ${names.join(', ')}`);
  return found;
}

async function latestMonths(
  views: Pick<ViewStore, 'liveSortKeys'>,
  clinicId: string,
): Promise<MonthRange | undefined> {
  const all = await monthsWithSessions(views, clinicId);
  if (!all) return undefined;
  const earliest = monthAfter(all.to, 1 - SHOWN_MONTHS);
  return { from: all.from > earliest ? all.from : earliest, to: all.to };
}

/** The regions that sessions of these months name. */
function regionsOf(clients: readonly ClientOutcomes[]): string[] {
  const named = clients.flatMap(({ sessions }) => sessions.flatMap(({ bodyRegions }) => bodyRegions ?? []));
  return [...new Set(named)].sort();
}
