import type { Node } from 'constructs';
import { emailAddress } from '../shared/access/email-address.ts';
import type { SecondFactorRule } from '../shared/access/second-factor.ts';
import { date } from '../shared/records/fields.ts';
import { type EdgeSettings, invalid, readEdge } from './edge-settings.ts';

/** What differs between deployments. Everything else is the same everywhere. */
export type Stage = {
  name: StageName;
  /** Beginning of stack names and of the few physical names that we give. */
  prefix: string;
  /** The date that boards and clients' pages open as of, for data that have ended, such as a sample; else today. */
  asOf: string | undefined;
  /** Where the pages are, without a trailing slash, for invitations to name; undefined while nobody has said it. */
  pagesUrl: string | undefined;
  /** What stands in front of the API; undefined where it is asked directly. */
  edge: EdgeSettings | undefined;
  /** Who is written to when an alarm rings; undefined in dev while nobody has said it. */
  alarmEmail: string | undefined;
  /** ARN of a vault of another account that nightly backups are copied to; undefined where none is asked for. */
  backupVault: string | undefined;
  /** True: data outlives its stack and cannot be deleted by accident. */
  retainData: boolean;
  /** Whether owners have to sign in with a second factor. */
  secondFactor: SecondFactorRule;
  logRetentionDays: number;
  /** Requests a second for who is signed in or has a token, and how many may come at once. */
  throttle: Throttle;
  /** The same for each route that is open to anybody, apart from all others. */
  openThrottle: Throttle;
  /** Concurrent batches per stream shard. */
  streamParallelism: number;
  /** Runs that the account keeps for each function that reads or refreshes; undefined: all take from one pool. */
  reservedConcurrency: number | undefined;
  /** Whether X-Ray keeps how long starts and runs of functions take, one by one. */
  tracing: boolean;
  /** Files imported at the same time. */
  importConcurrency: number;
  /** Clinics tallied for a release at the same time. */
  tallyConcurrency: number;
};

type Throttle = { rateLimit: number; burstLimit: number };

const STAGE_NAMES = ['dev', 'prod'] as const;
type StageName = (typeof STAGE_NAMES)[number];

/** What a deployment named once, and is data now. */
const NAMED_NO_MORE = ['clinics', 'programme', 'programmes'];

/** Per stage: prod is sized for a chain of clinics, dev for one person and for two cores. */
const SIZES = {
  dev: {
    retainData: false,
    secondFactor: 'not-required',
    logRetentionDays: 7,
    throttle: { rateLimit: 50, burstLimit: 100 },
    openThrottle: { rateLimit: 10, burstLimit: 20 },
    streamParallelism: 2,
    importConcurrency: 2,
    tallyConcurrency: 2,
  },
  prod: {
    retainData: true,
    secondFactor: 'required',
    logRetentionDays: 180,
    throttle: { rateLimit: 500, burstLimit: 1000 },
    openThrottle: { rateLimit: 50, burstLimit: 100 },
    streamParallelism: 8,
    importConcurrency: 10,
    tallyConcurrency: 20,
  },
} as const satisfies Record<StageName, Partial<Stage>>;

/**
 * Reads the settings of this deployment from the context: `stage` (dev or prod; dev when absent), the date `asOf`
 * that pages of data that have ended open as of, `pagesUrl`, where the pages are, `alarmEmail`, who hears of alarms,
 * without which there is no prod, the edge (edge-settings.ts), `backupVault`, where backups are copied to, `reservedConcurrency` and `tracing`.
 *
 * @throws Error that names the context value and what was expected.
 */
export function readStage(context: Pick<Node, 'tryGetContext'>): Stage {
  for (const key of NAMED_NO_MORE) {
    const value = context.tryGetContext(key);
    if (value === undefined) continue;
    throw invalid(
      key,
      'none: clinics and programmes are data (docs/deploying.md, "From clinics in the context")',
      value,
    );
  }
  const name = readStageName(context.tryGetContext('stage'));
  const edge = readEdge(context);
  return {
    name,
    prefix: `massage-outcomes-${name}`,
    asOf: readAsOf(context.tryGetContext('asOf')),
    pagesUrl: readPagesUrl(context.tryGetContext('pagesUrl'), edge),
    edge,
    reservedConcurrency: readReservedConcurrency(context.tryGetContext('reservedConcurrency')),
    tracing: readTracing(context.tryGetContext('tracing')),
    backupVault: readBackupVault(context.tryGetContext('backupVault')),
    alarmEmail: readAlarmEmail(context.tryGetContext('alarmEmail'), name),
    ...SIZES[name],
  };
}

function readStageName(value: unknown): StageName {
  if (value === undefined) return 'dev';
  const known = STAGE_NAMES.find((name) => name === value);
  if (known === undefined) throw invalid('stage', `one of ${STAGE_NAMES.join(', ')}`, value);
  return known;
}

function readAsOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const checked = date.safeParse(value);
  if (!checked.success) throw invalid('asOf', 'a date such as 2026-09-30', value);
  return checked.data;
}

/** An alarm that nobody hears is none: prod is not made without somebody who does. */
function readAlarmEmail(value: unknown, stage: StageName): string | undefined {
  if (value === undefined && stage !== 'prod') return undefined;
  const checked = emailAddress.safeParse(value);
  if (!checked.success) throw invalid('alarmEmail', 'who hears of alarms, such as ops@example.org', value);
  return checked.data;
}

/** Parsed strictly, since it is written into a mail: an origin has no character that means anything there. */
function readPagesUrl(value: unknown, edge: EdgeSettings | undefined): string | undefined {
  const atEdge = edge && `https://${edge.domain}`;
  if (value === undefined || value === atEdge) return atEdge;
  if (atEdge !== undefined) throw invalid('pagesUrl', `none, or ${atEdge}, where the edge is`, value);
  const origin = typeof value === 'string' && URL.canParse(value) ? new URL(value).origin : undefined;
  if (origin?.startsWith('https://') && (value === origin || value === `${origin}/`)) return origin;
  throw invalid('pagesUrl', 'where the pages are, such as https://outcomes.example.com', value);
}

function readBackupVault(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (/^arn:aws:backup:[a-z0-9-]+:\d{12}:backup-vault:[A-Za-z0-9_-]{2,50}$/.test(String(value)))
    return String(value);
  const example = 'arn:aws:backup:eu-west-1:123456789012:backup-vault:outcomes';
  throw invalid('backupVault', `the ARN of a vault, such as ${example}`, value);
}

function readReservedConcurrency(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (/^[1-9]\d{0,3}$/.test(String(value))) return Number(value);
  throw invalid('reservedConcurrency', 'a whole number of runs at once, from 1 on', value);
}

function readTracing(value: unknown): boolean {
  if (value !== undefined && value !== 'on' && value !== 'off') throw invalid('tracing', 'on or off', value);
  return value === 'on';
}
