import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { createPeople } from '../../infra/local/command/people.ts';
import { closePeriod, publishRelease } from '../../infra/local/command/publish.ts';
import { FIRST_REVISION, type ReleaseId } from '../../shared/releases/release-id.ts';
import { importKey } from '../../shared/storage/keys/import-keys.ts';
import type { RunningCloud } from './killable-cloud.ts';

/** What happens in a clinic's day; each may be tried again by whoever was not answered, and comes to the same. */
export type Step = { name: string; run(cloud: RunningCloud): Promise<void> };

export const FILE = 'all.ndjson';
const CLIENTS = 30;
const RECORDS_A_BATCH = 25;
/** He is erased at the end of the day. */
export const ERASED = 'c-3';

export const releaseOf = (clinic: string): ReleaseId => ({
  programme: clinic,
  period: '2026Q3',
  revision: FIRST_REVISION,
});

/** A clinic's day: a file and batches at once, the erasure of one client, and the release of the quarter. */
export function dayOf(clinic: string): Step[] {
  const records = Array.from({ length: CLIENTS }, (_, index) => recordsOf(index)).flat();
  const [byFile, byBatch] = [0, 1].map((half) => records.filter((_, index) => index % 2 === half));
  const batches = Array.from({ length: Math.ceil(byBatch!.length / RECORDS_A_BATCH) }, (_, index) =>
    byBatch!.slice(index * RECORDS_A_BATCH, (index + 1) * RECORDS_A_BATCH),
  );
  return [
    {
      name: 'import',
      async run(cloud) {
        const Bucket = cloud.outputs['ImportsBucketName']!;
        const Key = importKey({ clinicId: clinic, name: FILE });
        // A file that is dropped again is another import, whose rows are known.
        const { KeyCount } = await cloud.s3.send(new ListObjectsV2Command({ Bucket, Prefix: Key }));
        const Body = byFile!.map((record) => `${JSON.stringify(record)}\n`).join('');
        if (!KeyCount) await cloud.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
        await settled(cloud);
      },
    },
    {
      name: 'refresh',
      async run(cloud) {
        for (const batch of batches) await send(cloud, clinic, batch);
        await settled(cloud);
      },
    },
    {
      name: 'erasure',
      async run(cloud) {
        await send(cloud, clinic, [
          { type: 'erasure', clientId: ERASED, recordedAt: '2026-09-30T10:00:00Z' },
        ]);
        await settled(cloud);
      },
    },
    {
      name: 'release',
      async run(cloud) {
        await closePeriod(cloud, releaseOf(clinic));
        await settled(cloud);
        await publishRelease(cloud, releaseOf(clinic));
        await settled(cloud);
      },
    },
  ];
}

/** Two sessions with their scores, consent and a goal; of every tenth client a score that is refused. */
function recordsOf(index: number): object[] {
  const clientId = `c-${index}`;
  const recordedAt = '2026-08-20T10:00:00Z';
  const sessions = [3, 12].map((day) => ({
    ...{
      type: 'session',
      sessionId: `s-${index}-${day}`,
      clientId,
      therapistId: `t-${index % 3}`,
      recordedAt,
    },
    startedAt: `2026-08-${String(day).padStart(2, '0')}T1${index % 8}:00:00Z`,
    endedAt: `2026-08-${String(day).padStart(2, '0')}T1${index % 8}:50:00Z`,
    complaint: 'neck-pain',
    techniques: [{ technique: index % 2 === 0 ? 'sports' : 'deep-tissue', minutes: 45 }],
    ...{ painBefore: 5 + (index % 4), painAfter: index % 5 },
  }));
  const scores = [4, 13].map((day, nth) => ({
    ...{ type: 'pain-score', scoreId: `p-${index}-${day}`, clientId, recordedAt },
    at: `2026-08-${String(day).padStart(2, '0')}T20:00:00Z`,
    pain: index % 10 === 7 && nth === 1 ? 7.5 : index % 6,
  }));
  const goal = {
    ...{ type: 'goal', goalId: `g-${index}`, clientId, therapistId: `t-${index % 3}`, recordedAt },
    ...{ kind: 'pain', measure: 'pain', unit: 'score', baseline: 7, target: 3 },
    ...{ startsOn: '2026-08-03', dueOn: '2026-09-14' },
  };
  return [{ type: 'consent', clientId, partnerReports: true, recordedAt }, ...sessions, ...scores, goal];
}

async function send(cloud: RunningCloud, clinic: string, records: readonly object[]): Promise<void> {
  const { status, body } = await asked(cloud, clinic, 'POST', '/v1/records:batch', { records });
  if (status !== 200) throw new Error(`a batch was answered ${status}: ${body}`);
}

/** A request of the clinic's owner. */
export async function asked(
  cloud: RunningCloud,
  clinic: string,
  method: string,
  path: string,
  body?: object,
) {
  const people = createPeople({ ...cloud, offerSignIn: () => [] });
  const token = await people.tokenOf({ clinic, role: 'owner' });
  const response = await fetch(`${cloud.apiUrl.replace(/\/$/, '')}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.text() };
}

async function settled(cloud: RunningCloud): Promise<void> {
  await cloud.quiescence();
}
