import { BadRequestError } from '../../shared/errors.ts';
import { pageAnswer } from '../../shared/http/page-answer.ts';
import { latestRecord } from '../../shared/outcomes/latest-record.ts';
import { firstSteps } from '../../shared/pages/clinic/first-steps.ts';
import { page } from '../../shared/pages/frame/page.ts';
import { type OutcomePage, outcomePage } from '../../shared/pages/outcomes/outcome-page.ts';
import { outcomePartPage } from '../../shared/pages/outcomes/outcome-part-page.ts';
import { techniquePage } from '../../shared/pages/outcomes/technique-page.ts';
import { askedOutcomes, withoutEmptyFields } from '../../shared/reading/asked-outcomes.ts';
import { lastAnswers } from '../../shared/reading/last-answers.ts';
import { narrowed } from '../../shared/reading/outcomes.ts';
import { ownTechniqueGroups } from '../../shared/reading/own-technique-groups.ts';
import type { Reading } from '../../shared/reading/reading.ts';
import { shownMonths } from '../../shared/reading/shown-months.ts';
import { TECHNIQUES } from '../../shared/records/catalogue.ts';
import { ownTechniques } from '../../shared/records/own-technique.ts';
import { utcSeconds, utcText } from '../../shared/records/time/instant.ts';
import { PART_IDS, PARTS } from '../../shared/reports/outcome-report.ts';
import { techniqueLabel } from '../../shared/reports/words/words.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import { withoutDayNote } from '../../shared/statistics/data-quality/day-notes.ts';
import {
  opensIn,
  sinceOpening,
  withOpeningNote,
} from '../../shared/statistics/data-quality/since-opening.ts';
import type { ViewStore } from '../../shared/storage/views/view-store.ts';
import type { ClientOutcomes } from '../../shared/views/client-outcomes.ts';
import { clinicGoals } from '../../shared/views/clinic-goals.ts';
import { type MonthsRead, readMonths } from '../../shared/views/clinic-month-outcomes.ts';
import { calledTherapists } from './called-therapists.ts';

type OwnerPageDeps = {
  views: Pick<ViewStore, 'list' | 'listLately' | 'each' | 'liveSortKeys'>;
  settings: Pick<Reading['settings'], 'of'>;
  therapists: Pick<Reading['therapists'], 'ofClinic'>;
  today(clinicId: string): Promise<string>;
};

/** An owner goes from the page to its parts and back: all of it is of the same statistics. */
const ANSWERS_KEPT = 4;
const NO_MONTHS: MonthsRead = { revisions: '', clients: () => [] };

/** The owner's pages, of the same statistics that `GET /v1/outcomes` answers with. */
export function ownerPage({ views, settings, therapists, today }: OwnerPageDeps): SignedInPage<'owner'> {
  const computed =
    lastAnswers<Pick<OutcomePage, 'statistics' | 'regions' | 'latestRecord' | 'own'>>(ANSWERS_KEPT);
  return async (event, { principal, viewer }) => {
    const { clinicId } = principal;
    const asked = withoutEmptyFields(event.queryStringParameters);
    const { months, filter, asOf } = askedOutcomes(asked, await today(clinicId));
    const [part, technique] = [oneAsked('part', PART_IDS, asked), oneAsked('technique', TECHNIQUES, asked)];
    const { name = clinicId, timeZone, openedOn, ownTechniques: named } = await settings.of(clinicId);
    const [{ range, rest, outside }, goals] = await Promise.all([
      shownMonths(views, clinicId, months, asOf, openedOn),
      clinicGoals(views, clinicId),
    ]);
    const isEmpty = range === undefined && goals.length === 0 && !outside?.leftOutMonths;
    if (isEmpty && Object.keys(asked).length === 0) {
      return pageAnswer(200, page({ title: `Welcome, ${name}`, viewer, path: '/owner', main: firstSteps }));
    }
    const read = range ? await readMonths(views, clinicId, range) : NO_MONTHS;
    const question = [clinicId, range, filter, asOf, { timeZone, openedOn, named }, goals, read.revisions];
    const answer = computed(JSON.stringify(question), () => {
      const held = read.clients();
      const { clients, leftOut } =
        range && opensIn(range, openedOn) ? sinceOpening(held, openedOn!) : { clients: held, leftOut: 0 };
      const of = { clinicId, from: range?.from ?? null, to: range?.to ?? null };
      const reading = narrowed(of, filter, { clients, goals, asOf });
      return {
        statistics: withOpeningNote(withoutDayNote(reading, timeZone), leftOut, openedOn),
        regions: regionsOf(clients),
        own: ownTechniqueGroups(clients, filter, ownTechniques(named)),
        latestRecord: latestRecord(sessionsUntil(asOf, clients)),
      };
    });
    const shown: OutcomePage = {
      ...answer,
      query: { ...months, ...filter, 'as-of': asked['as-of'], part, technique },
      notShown: { asOf, rest, outside },
    };
    const [title, main] =
      technique !== undefined
        ? [techniqueLabel(technique), techniquePage(technique, shown)]
        : part !== undefined
          ? [
              PARTS[part],
              outcomePartPage(
                part,
                shown,
                part === 'therapists' ? await calledTherapists({ therapists }, clinicId) : undefined,
              ),
            ]
          : [`Outcomes at ${name}`, outcomePage(shown)];
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

function sessionsUntil(asOf: string, clients: readonly ClientOutcomes[]) {
  return clients.flatMap(({ sessions }) =>
    sessions.filter(({ startedAt }) => utcText(utcSeconds(startedAt)).slice(0, 10) <= asOf),
  );
}

/** The regions that sessions of these months name. */
function regionsOf(clients: readonly ClientOutcomes[]): string[] {
  const named = clients.flatMap(({ sessions }) => sessions.flatMap(({ bodyRegions }) => bodyRegions ?? []));
  return [...new Set(named)].sort();
}
