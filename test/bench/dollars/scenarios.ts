import { createApi } from '../../../infra/local/command/api.ts';
import { agreeOn, holdClinics } from '../../../infra/local/command/hold-clinics.ts';
import { sendRecords } from '../../../infra/local/command/http-records.ts';
import { closePeriod, publishRelease } from '../../../infra/local/command/publish.ts';
import type { ReportedRecord } from '../../../shared/records/record.ts';
import { signedIn } from '../../integration/pipeline/signed-in.ts';
import { benchFacts } from '../facts.ts';
import { pooledClinic } from '../pooled-clinic.ts';
import type { Metered, MeteredCloud } from './metered-cloud.ts';
import { add } from './use.ts';

/** A session with four scores is five facts. */
export const FACTS_A_SESSION = 5;
const WARM_UP_FACTS = 10;

/** One file of nine months, from its drop until nothing is stale. */
export async function bulk(metered: MeteredCloud, facts: number): Promise<Metered> {
  await holdClinics(metered.cloud, ['bulk']);
  return metered.during(() => metered.drop('bulk', benchFacts(facts)));
}

/** How many sessions are sent one fact after the other, and how full the clinic's month is by then. */
export type Trickle = { sessions: number; sessionsAMonth: number };

/**
 * Facts that come one by one over HTTP, each derived before the next comes, as in a clinic that sends one every quarter of
 * an hour: into a clinic that has been open for a month and a half.
 */
export async function trickled(
  metered: MeteredCloud,
  { sessions, sessionsAMonth }: Trickle,
): Promise<Metered> {
  const { cloud, people } = metered;
  const before = Math.round(sessionsAMonth * 1.5);
  const facts = (before + sessions) * FACTS_A_SESSION;
  const months = 1.5 * ((before + sessions) / before);
  const all = benchFacts(facts, { months, clients: Math.ceil(sessionsAMonth / 3) });
  const measured = all.length - sessions * FACTS_A_SESSION;
  await holdClinics(cloud, ['trickle']);
  await metered.drop('trickle', all.slice(0, measured - WARM_UP_FACTS));
  const api = createApi(cloud.apiUrl, new AbortController().signal);
  const token = await people.tokenOf({ clinic: 'trickle', role: 'recorder' });
  const send = async (lines: readonly string[]) => {
    for (const line of lines) {
      const record = { clinicId: 'trickle', ...JSON.parse(line) } as ReportedRecord;
      const [sent] = await sendRecords(api, [record], async () => token);
      if (sent?.status !== 'accepted') throw new Error(`a fact was answered with ${sent?.status}`);
      await metered.settle();
    }
  };
  // Environments start, and what they compile is compiled.
  await send(all.slice(measured - WARM_UP_FACTS, measured));
  const used = await metered.during(() => send(all.slice(measured)));
  return withRequests(used, all.length - measured);
}

/** The owner's page of a clinic's year. */
export async function views(metered: MeteredCloud, clinicId: string, times: number): Promise<Metered> {
  const browser = await signedIn(metered, { clinic: clinicId, role: 'owner' });
  const look = async () => {
    const { status } = await browser.page('/owner?from=2026-01&to=2026-12');
    if (status !== 200) throw new Error(`the owner's page was answered with ${status}`);
  };
  await look();
  const used = await metered.during(async () => {
    for (let time = 0; time < times; time++) await look();
  });
  return withRequests(used, times);
}

/** What happens by the clock to clinics of which nothing comes: four weeks and a third of digests, a report, a month of watching. */
export async function idleMonth(metered: MeteredCloud, clinics: readonly string[]): Promise<Metered[]> {
  await holdClinics(metered.cloud, clinics);
  const fired = (name: string, at: string) => metered.during(() => metered.cloud.fireSchedule(name, at));
  return [
    await fired('write-digests', '2026-12-07T04:00:00Z'),
    await fired('write-reports', '2026-12-09T05:00:00Z'),
    await fired('watch-deployment', '2026-12-09T06:00:00Z'),
  ];
}

/** A pooled programme over one clinic of five hundred clients, counted and published. */
export async function release(metered: MeteredCloud): Promise<Metered> {
  const { cloud } = metered;
  await holdClinics(cloud, ['pool']);
  await agreeOn(cloud, ['pool'], [{ programme: 'pool', clinics: ['pool'] }]);
  await metered.drop('pool', pooledClinic());
  const id = { programme: 'pool', period: '2026Q3', revision: 1 };
  return metered.during(async () => {
    await closePeriod(cloud, id);
    await metered.settle();
    await publishRelease(cloud, id);
  });
}

function withRequests(used: Metered, requests: number): Metered {
  add(used.use, 'API Gateway', 'httpRequest', requests);
  return used;
}
