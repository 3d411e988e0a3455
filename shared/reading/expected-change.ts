import type { Withheld } from '../claims/contract.ts';
import { type ExpectedChange, expectedChange } from '../claims/expected-change.ts';
import type { ScoredSession } from '../claims/expected-change-design.ts';
import { COMPLAINTS_AND_GROUPS, complaintsIn } from '../privacy/programme/complaint-groups.ts';
import type { ReleasePeriod } from '../privacy/programme/release-period.ts';
import { COMPLAINTS } from '../records/catalogue.ts';
import type { Session } from '../records/session.ts';
import { dateAsWritten } from '../records/time/instant.ts';
import { type ReleasedComplaint, releasedComplaints } from '../releases/files/released-techniques.ts';
import type { ClientKey } from '../storage/keys/keys.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { readMonths } from '../views/clinic-month-outcomes.ts';
import { programmeCounting } from './counting-programme.ts';
import { latestRelease, widestTable } from './latest-release.ts';
import type { ReleaseReadDeps } from './releases.ts';
import { shownMonths } from './shown-months.ts';

export type ExpectedChangeDeps = Pick<ReleaseReadDeps, 'programmes' | 'releases'> & {
  views: Pick<ViewStore, 'list' | 'listLately' | 'liveSortKeys'>;
};

/** What is answered to whoever asks of one client. */
export type ExpectedChangeAnswer = {
  clientId: string;
  asOf: string;
  expected: ExpectedChange | Withheld;
};

/**
 * What a client may expect of the next session, coming for what he came for last and with the score that he came with: from
 * the clinic's latest 24 months with sessions, and from what is published where the clinic counts in a programme. Of other
 * clients nothing can be read in it.
 *
 * @param sessions of the client, in order of time
 * @param asOf a date; what is dated later is left aside
 */
export async function readExpectedChange(
  deps: ExpectedChangeDeps,
  { clinicId, client }: ClientKey,
  sessions: readonly Pick<Session, 'startedAt' | 'complaint' | 'painBefore'>[],
  asOf: string,
): Promise<ExpectedChange | Withheld> {
  const last = sessions.findLast(
    ({ startedAt, painBefore }) => painBefore !== undefined && dateAsWritten(startedAt) <= asOf,
  );
  if (!last) return { withheld: 'No session tells with how much pain this client comes.' };
  const [scored, release] = await Promise.all([
    scoredSessions(deps, clinicId, asOf),
    complaintsOfRelease(deps, clinicId),
  ]);
  const released = ofOthers(release, scored);
  return expectedChange(scored, released, { client, complaint: last.complaint, before: last.painBefore! });
}

type Scored = ScoredSession & { month: string };

async function scoredSessions(
  { views }: ExpectedChangeDeps,
  clinicId: string,
  asOf: string,
): Promise<Scored[]> {
  const { range } = await shownMonths(views, clinicId, undefined, asOf);
  if (!range) return [];
  const clients = (await readMonths(views, clinicId, range)).clients();
  return clients.flatMap(({ client, sessions }) =>
    sessions.flatMap(({ startedAt, complaint, painBefore, painAfter }) =>
      painBefore === undefined || painAfter === undefined || dateAsWritten(startedAt) > asOf
        ? []
        : [
            {
              ...{ client, complaint, before: painBefore, improvement: painBefore - painAfter },
              month: dateAsWritten(startedAt).slice(0, 7),
            },
          ],
    ),
  );
}

type Release = { complaints: readonly ReleasedComplaint[]; periods: readonly ReleasePeriod[] };

/** What the clinic's programme has published of complaints, or groups of them; nothing where it counts in none. */
async function complaintsOfRelease(
  { programmes, releases }: ExpectedChangeDeps,
  clinicId: string,
): Promise<Release> {
  const programme = programmeCounting(await programmes(), clinicId);
  const release = programme && (await latestRelease(releases, programme));
  if (!release) return { complaints: [], periods: [] };
  const { csv, periods } = await widestTable(releases, release);
  return { complaints: releasedComplaints(csv), periods };
}

/** As the comparison with a release has it: of more of one's own than that it says little of others. */
const MOST_OF_RELEASE = 0.5;

/**
 * Each complaint with what a release has of it or of its group. What is mostly made of the clinic's own clients is left out: they
 * would count twice.
 */
function ofOthers({ complaints, periods }: Release, scored: readonly Scored[]) {
  /** Of each period anew, as the release counts them. */
  const ownClients = (of: readonly string[]) =>
    periods.reduce((sum, { months }) => {
      const own = scored.filter(({ complaint, month }) => months.includes(month) && of.includes(complaint));
      return sum + new Set(own.map(({ client }) => client)).size;
    }, 0);
  const given = COMPLAINTS_AND_GROUPS.flatMap((name) => {
    const found = complaints.find(({ complaint }) => complaint === name);
    const of = complaintsIn(name);
    const isOwn = found?.clients !== undefined && ownClients(of) >= MOST_OF_RELEASE * found.clients;
    return found && !isOwn ? [{ of, mean: found.mean }] : [];
  });
  return new Map(
    COMPLAINTS.flatMap((complaint) => {
      const found = given.find(({ of }) => of.includes(complaint))?.mean;
      if (!found?.interval) return [];
      const [low, high] = found.interval;
      return [[complaint, { value: found.value, interval: [low, high] as [number, number] }] as const];
    }),
  );
}
