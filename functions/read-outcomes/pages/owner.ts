import { requireRole } from '../../../shared/access/principal.ts';
import { pageAnswer } from '../../../shared/http/page-answer.ts';
import { monthAfter } from '../../../shared/outcomes/months.ts';
import { outcomePage } from '../../../shared/pages/outcome-page.ts';
import { page } from '../../../shared/pages/page.ts';
import type { ViewStore } from '../../../shared/storage/view-store.ts';
import { clinicGoals } from '../../../shared/views/clinic-goals.ts';
import type { ClientOutcomes } from '../../../shared/views/clinic-month-view.ts';
import { askedOutcomes, withoutEmptyFields } from '../asked-outcomes.ts';
import type { MonthRange } from '../months.ts';
import { clientOutcomes, monthsWithSessions, narrowed } from '../outcomes.ts';
import type { SignedInPage } from './page-handler.ts';

/** What is shown to whoever does not say which months: the latest that have sessions. */
const SHOWN_MONTHS = 12;

/** The owner's page, of the same statistics that `GET /v1/outcomes` answers with. */
export function ownerPage(views: Pick<ViewStore, 'list' | 'each' | 'liveSortKeys'>): SignedInPage {
  return async (event, { principal, viewer }) => {
    const { clinicId } = requireRole(principal, 'owner');
    const { months, filter } = askedOutcomes(withoutEmptyFields(event.queryStringParameters));
    const [range, goals] = await Promise.all([
      months ?? latestMonths(views, clinicId),
      clinicGoals(views, clinicId),
    ]);
    const clients = range ? await clientOutcomes(views, clinicId, range) : [];
    const statistics = narrowed({ clinicId, from: range?.from ?? null, to: range?.to ?? null }, filter, {
      clients,
      goals,
    });
    const main = outcomePage({ statistics, filter, regions: regionsOf(clients) });
    return pageAnswer(200, page({ title: 'Outcomes', viewer, path: '/owner', main }));
  };
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
