import type { Withheld } from '../claims/contract.ts';
import { type ExpectedChange, expectedChange } from '../claims/expected-change.ts';
import type { ScoredSession } from '../claims/expected-change-design.ts';
import { complaintsIn } from '../privacy/programme/complaint-groups.ts';
import { COMPLAINTS } from '../records/catalogue.ts';
import type { Session } from '../records/session.ts';
import { dateAsWritten } from '../records/time/instant.ts';
import { releasedComplaints } from '../releases/files/released-techniques.ts';
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
  const [scored, released] = await Promise.all([
    scoredSessions(deps, clinicId, asOf),
    complaintsOfRelease(deps, clinicId),
  ]);
  return expectedChange(scored, released, { client, complaint: last.complaint, before: last.painBefore! });
}

async function scoredSessions(
  { views }: ExpectedChangeDeps,
  clinicId: string,
  asOf: string,
): Promise<ScoredSession[]> {
  const { range } = await shownMonths(views, clinicId, undefined, asOf);
  if (!range) return [];
  const clients = (await readMonths(views, clinicId, range)).clients();
  return clients.flatMap(({ client, sessions }) =>
    sessions.flatMap(({ startedAt, complaint, painBefore, painAfter }) =>
      painBefore === undefined || painAfter === undefined || dateAsWritten(startedAt) > asOf
        ? []
        : [{ client, complaint, before: painBefore, improvement: painBefore - painAfter }],
    ),
  );
}

/** Each complaint with what the clinic's programme has published of it, or of its group; nothing where it counts in none. */
async function complaintsOfRelease({ programmes, releases }: ExpectedChangeDeps, clinicId: string) {
  const programme = programmeCounting(await programmes(), clinicId);
  const release = programme && (await latestRelease(releases, programme));
  const given = release ? releasedComplaints((await widestTable(releases, release)).csv) : new Map();
  return new Map(
    COMPLAINTS.flatMap((complaint) => {
      const found = [...given].find(([name]) => complaintsIn(name).includes(complaint))?.[1];
      return found?.interval
        ? [
            [
              complaint,
              { value: found.value, interval: [found.interval[0], found.interval[1]] as [number, number] },
            ] as const,
          ]
        : [];
    }),
  );
}
