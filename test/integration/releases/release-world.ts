import { CreateTableCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { SessionOutcome } from '../../../shared/outcomes/session-outcome.ts';
import { type Programme, programmeOf } from '../../../shared/privacy/programme/programme.ts';
import { releasePeriod } from '../../../shared/privacy/programme/release-period.ts';
import { loadSolver } from '../../../shared/privacy/solver/highs-solver.ts';
import { textAudit } from '../../../shared/releases/audit-texts.ts';
import type { Mechanism } from '../../../shared/releases/mechanism.ts';
import {
  beginTally,
  type ClinicTallyMessage,
  type ClosingDeps,
  tallyAndFreeze,
} from '../../../shared/releases/steps/close-period.ts';
import type { PublishDeps } from '../../../shared/releases/steps/publish-release.ts';
import type { TallyDeps } from '../../../shared/releases/steps/tally-clinic.ts';
import {
  type ClientAccounts,
  createClientAccounts,
} from '../../../shared/releases/stores/client-accounts.ts';
import { createClinicFingerprints } from '../../../shared/releases/stores/clinic-fingerprints.ts';
import { createClinicReleases } from '../../../shared/releases/stores/clinic-releases.ts';
import { createReleaseLedger } from '../../../shared/releases/stores/release-ledger.ts';
import { createReleaseStore } from '../../../shared/releases/stores/release-store.ts';
import { createTallyStore, type TallyStore } from '../../../shared/releases/stores/tally-store.ts';
import { bucketOf } from '../../../shared/storage/aws/bucket.ts';
import { itemTable } from '../../../shared/storage/aws/item-table.ts';
import { createKeptStore } from '../../../shared/storage/aws/kept-store.ts';
import { createKmsSigner } from '../../../shared/storage/aws/kms-signer.ts';
import { addressOf, createRecordReader, recordItem } from '../../../shared/storage/held/record-store.ts';
import { clientMonthItem } from '../../../shared/storage/keys/keys.ts';
import { createViewStore } from '../../../shared/storage/views/view-store.ts';
import { BY_FILE } from '../../records/by-file.ts';
import { ACCOUNT, REGION, type StartedGateway, startedGateway } from '../local/started-gateway.ts';

/** Today, for what closes and publishes: all periods of the tests have closed by then. */
const NOW = '2028-03-01T00:00:00Z';
const TABLES = ['records', 'outcomes', 'ledger'] as const;
const BUCKETS = ['tallies', 'anonymised', 'releases'] as const;

/** Everything that releases are made with, on the real engines behind the gate, without functions. */
export type ReleaseWorld = {
  started: StartedGateway;
  deps: TallyDeps & ClosingDeps & { tallies: TallyStore; accounts: ClientAccounts };
  /** Programmes never meet in a store: a test takes one of its own. */
  programme(name: string, changes?: object): Programme;
  /** A client with sessions in a month, all alike. */
  client(of: {
    clinicId: string;
    client: string;
    month: string;
    consents?: boolean;
    improvement?: number;
    sessions?: number;
  }): Promise<void>;
  consent(clinicId: string, client: string, partnerReports: boolean, recordedAt: string): Promise<void>;
  /** Closes a period: begins the tally and does what the queue would bring about. */
  close(programme: Programme, period: string, revision?: number): Promise<ClinicTallyMessage[]>;
  /** @param now such as `2026-12-01T09:00:00Z`; when all periods have closed, when absent */
  publishDeps(mechanism: Mechanism, now?: string): PublishDeps & { logged: string[] };
  /** Published objects by key: what a partner can know of them. */
  published(programme: string): Promise<Map<string, { text: string; eTag: string; modified: string }>>;
  keys(bucket: (typeof BUCKETS)[number], prefix?: string): Promise<string[]>;
  stop(): Promise<void>;
};

export async function startReleaseWorld(): Promise<ReleaseWorld> {
  const started = await startedGateway();
  const { dynamodb, s3, config } = started.operator;
  for (const TableName of TABLES) {
    await dynamodb.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      }),
    );
  }
  for (const Bucket of BUCKETS) await s3.send(new CreateBucketCommand({ Bucket }));
  const keyArn = `arn:aws:kms:${REGION}:${ACCOUNT}:key/signing`;
  await started.gateway.signingKeys.create(keyArn);
  const kms = new KMSClient(config);

  const ledger = itemTable(dynamodb, 'ledger');
  const views = createViewStore(dynamodb, 'outcomes', () => new Date());
  const deps = {
    views,
    records: createRecordReader(dynamodb, 'records'),
    accounts: createClientAccounts(ledger),
    ledger: createReleaseLedger(ledger),
    clinics: createClinicReleases(ledger),
    now: () => new Date(NOW),
    tallies: createTallyStore(bucketOf(s3, 'tallies')),
  };
  const consent: ReleaseWorld['consent'] = async (clinicId, client, partnerReports, recordedAt) => {
    const fact = { type: 'consent' as const, clinicId, clientId: client, partnerReports, recordedAt };
    const Item = recordItem(addressOf({ clinicId, client }, fact, BY_FILE));
    await dynamodb.send(new PutItemCommand({ TableName: 'records', Item }));
  };
  const keys: ReleaseWorld['keys'] = async (Bucket, Prefix = '') => {
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
    return (Contents ?? []).map(({ Key }) => Key!);
  };

  return {
    started,
    deps,
    consent,
    keys,
    programme: (name, changes = {}) =>
      programmeOf({ programme: name, clinics: [`${name}-north`, `${name}-south`], ...changes }),
    async client({ clinicId, client, month, consents = true, improvement = 2, sessions = 1 }) {
      const made = Array.from({ length: sessions }, (_, index) => session(month, index, improvement));
      const content = JSON.stringify({ sessions: made, journal: [] });
      await views.put('session-outcomes', clientMonthItem({ clinicId, client, month }), content, undefined);
      if (consents) await consent(clinicId, client, true, `${month}-01T08:00:00Z`);
    },
    async close(programme, period, revision = 1) {
      const messages = await beginTally(deps, programme, releasePeriod(period)!, revision);
      await Promise.all(messages.map((message) => tallyAndFreeze(deps, message)));
      return messages;
    },
    publishDeps(mechanism, now = NOW) {
      const logged: string[] = [];
      return {
        tallies: deps.tallies,
        ledger: deps.ledger,
        clinics: deps.clinics,
        accounts: deps.accounts,
        fingerprintsOf: createClinicFingerprints(ledger),
        // What the mechanism of the tests draws is no table that could be audited.
        audit: 'drawn' in mechanism ? async () => [] : textAudit(loadSolver),
        now: () => new Date(now),
        kept: createKeptStore(bucketOf(s3, 'anonymised')),
        mechanisms: { 'differential-privacy': mechanism, threshold: mechanism },
        signer: createKmsSigner(kms, keyArn),
        releases: createReleaseStore(bucketOf(s3, 'releases')),
        log: {
          info: (message, fields) => logged.push(JSON.stringify({ message, ...fields })),
          error: (message, error, fields) => logged.push(JSON.stringify({ message, error, ...fields })),
        },
        code: '0.1.0',
        logged,
      };
    },
    async published(programme) {
      const found = new Map<string, { text: string; eTag: string; modified: string }>();
      for (const key of await keys('releases', `v1/programme=${programme}/`)) {
        const object = await s3.send(new GetObjectCommand({ Bucket: 'releases', Key: key }));
        const text = await object.Body!.transformToString('base64');
        found.set(key, { text, eTag: object.ETag!, modified: object.LastModified!.toISOString() });
      }
      return found;
    },
    async stop() {
      kms.destroy();
      await started.stop();
    },
  };
}

function session(month: string, index: number, improvement: number): SessionOutcome {
  return {
    sessionId: `s-${index}`,
    therapistId: 't-1',
    startedAt: `${month}-0${1 + (index % 9)}T09:00:00+02:00`,
    endedAt: `${month}-0${1 + (index % 9)}T10:00:00+02:00`,
    complaint: 'chronic-low-back-pain',
    technique: 'deep-tissue',
    combination: ['deep-tissue'],
    minutes: 60,
    painBefore: 5 + Math.ceil(improvement / 2),
    painAfter: 5 + Math.ceil(improvement / 2) - improvement,
    sorenessReports: [],
    painReports: [],
  };
}
