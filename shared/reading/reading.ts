import { dateIn } from '../records/time/in-zone.ts';
import { createKeyFingerprint } from '../releases/files/signing-key.ts';
import { recentProgrammes } from '../releases/stores/programme-store.ts';
import { createReleaseLinks } from '../releases/stores/release-links.ts';
import { createReleaseStore } from '../releases/stores/release-store.ts';
import { createMonthlyReportLinks, type MonthlyReportLinks } from '../reports/stores/monthly-report-links.ts';
import { createMonthlyReportStore, type MonthlyReportStore } from '../reports/stores/monthly-report-store.ts';
import { bucketOf } from '../storage/aws/bucket.ts';
import { itemTable } from '../storage/aws/item-table.ts';
import { createKmsSigner } from '../storage/aws/kms-signer.ts';
import { createSignedLinks } from '../storage/aws/signed-links.ts';
import { createErasureReceipts, type ErasureReceipts } from '../storage/erasures/erasure-receipts.ts';
import { createImportResults, type ImportResults } from '../storage/files/import-results.ts';
import { createImportUndo, type ImportUndo } from '../storage/files/import-undo.ts';
import { createLookReader, type LookReader } from '../storage/files/uploads.ts';
import { createHoldingsReader, type HoldingsReader } from '../storage/held/holdings.ts';
import { createHistoryReader, type HistoryReader } from '../storage/held/record-history.ts';
import { createViewStore, type ViewStore } from '../storage/views/view-store.ts';
import { CLIENT_READING_SETTINGS, type ClientReading, createClientReading } from './client-reading.ts';
import { todayOfEnded } from './ended-data.ts';
import type { PreviewDeps } from './release-preview.ts';
import type { ReleaseReadDeps } from './releases.ts';

export type ReportReader = Pick<MonthlyReportStore, 'months'> & { linkTo: MonthlyReportLinks };

/** All that is read for people and programs. */
export type Reading = ClientReading & {
  histories: HistoryReader;
  holdings: HoldingsReader;
  receipts: Pick<ErasureReceipts, 'ofClinic' | 'one'>;
  views: ViewStore;
  releasing: ReleaseReadDeps & PreviewDeps;
  reports: ReportReader;
  imports: ImportResults;
  looks: LookReader;
  undo: Pick<ImportUndo, 'stateOf'>;
  /** Where the pages are, without a trailing slash. */
  place: { origin: string };
};

type Clients = Parameters<typeof createClientReading>[0] & {
  s3: Parameters<typeof bucketOf>[0];
  kms: Parameters<typeof createKmsSigner>[0];
};

/** The names of the settings that say where all of it is kept. */
export const READING_SETTINGS = [
  ...CLIENT_READING_SETTINGS,
  'OUTCOMES_TABLE',
  'RELEASES_BUCKET',
  'REPORTS_BUCKET',
  'IMPORTS_BUCKET',
  'SIGNING_KEY',
  'PAGES_ORIGIN',
] as const;

/** @param lastDay data that have ended, such as a sample's, are looked at as of their last day, `YYYY-MM-DD` */
export function createReading(
  { s3, kms, ...clients }: Clients,
  settings: Readonly<Record<(typeof READING_SETTINGS)[number], string>>,
  lastDay?: string,
): Reading {
  const ofClients = createClientReading(clients, settings);
  const { dynamodb } = clients;
  const { clock, today } = ofClients;
  const views = createViewStore(dynamodb, settings.OUTCOMES_TABLE, clock);
  return {
    ...ofClients,
    today: lastDay === undefined ? today : todayOfEnded(lastDay, views, today),
    histories: createHistoryReader(dynamodb, settings.RECORDS_TABLE),
    holdings: createHoldingsReader(dynamodb, settings.RECORDS_TABLE),
    receipts: createErasureReceipts(dynamodb, settings.RECORDS_TABLE),
    views,
    releasing: {
      programmes: recentProgrammes(itemTable(dynamodb, settings.REGISTRY_TABLE), clock),
      releases: createReleaseStore(bucketOf(s3, settings.RELEASES_BUCKET)),
      keyFingerprint: createKeyFingerprint(createKmsSigner(kms, settings.SIGNING_KEY)),
      linkTo: createReleaseLinks(createSignedLinks(s3, settings.RELEASES_BUCKET)),
      // Periods begin and end by UTC, for all clinics of a programme at once.
      today: () => lastDay ?? dateIn(clock(), undefined),
    },
    reports: {
      ...createMonthlyReportStore(bucketOf(s3, settings.REPORTS_BUCKET)),
      linkTo: createMonthlyReportLinks(createSignedLinks(s3, settings.REPORTS_BUCKET)),
    },
    imports: createImportResults(s3, settings.IMPORTS_BUCKET),
    undo: createImportUndo(s3, settings.IMPORTS_BUCKET),
    looks: createLookReader(s3, settings.IMPORTS_BUCKET),
    place: { origin: settings.PAGES_ORIGIN },
  };
}
