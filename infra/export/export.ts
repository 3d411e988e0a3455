import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { notHeld } from '../../shared/access/held-clinic.ts';
import { DomainError, NotFoundError } from '../../shared/errors.ts';
import { exportClinic } from '../../shared/exports/export-clinic.ts';
import type { Manifest } from '../../shared/exports/manifest.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { createClinicKeys } from '../../shared/storage/clinics/clinic-keys.ts';
import { createClinicRegistry } from '../../shared/storage/clinics/clinic-registry.ts';
import { createMasterSecret } from '../../shared/storage/clinics/master-secret.ts';
import { createExportedFacts } from '../../shared/storage/held/exported-facts.ts';
import { createRecordReader } from '../../shared/storage/held/record-store.ts';
import { heldClientsOf } from '../../shared/storage/views/held-clients.ts';
import { createViewStore } from '../../shared/storage/views/view-store.ts';
import { exitCodeOf } from '../command-line/exit-code.ts';
import { ProgressLine } from '../command-line/progress-line.ts';
import { type ExportArguments, readExportArguments, USAGE } from './export-arguments.ts';
import { folderPlace } from './folder-place.ts';

type Asked = Extract<ExportArguments, { asked: 'export' }>;

/**
 * `npm run export`: everything of a clinic, or of one client, as files.
 *
 * @returns the exit code: 0 when the export is whole, 1 when there is nothing to export or something failed, 2 when the
 *   command line was wrong
 */
async function main(): Promise<number> {
  const args = readExportArguments(process.argv.slice(2), process.env, new Date());
  if (args.asked === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  try {
    process.stdout.write(told(await exported(args), args));
    return 0;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    process.stderr.write(`${error.message[0]!.toUpperCase()}${error.message.slice(1)}.\n`);
    return 1;
  }
}

async function exported(args: Asked): Promise<Manifest> {
  const dynamodb = createDynamoDBClient();
  const clock = () => new Date();
  const registry = createClinicRegistry(dynamodb, args.registryTable);
  if (!(await registry.isHeld(args.clinic))) throw notHeld(args.clinic);
  const masters = createMasterSecret(new SecretsManagerClient(BOUNDED_CALLS), args.masterSecret);
  const { keyOfClinic } = createClinicKeys(registry, masters);
  const factsOf = createExportedFacts(dynamodb, args.recordsTable);
  const views = createViewStore(dynamodb, args.outcomesTable, clock);
  const progress = new ProgressLine(process.stderr, process.env);
  let clients = 0;
  const deps = {
    ...{ keyOfClinic, factsOf, clock },
    settingsOf: async (clinicId: string) => (await registry.current(clinicId)).settings,
    async *clientsOf(clinicId: string) {
      for await (const client of heldClientsOf(views, clinicId)) {
        progress.show(`Exporting ${++clients} clients`);
        yield client;
      }
    },
  };
  const client = args.client === undefined ? {} : { client: await holder(args, args.client) };
  const manifest = await exportClinic(
    deps,
    { clinicId: args.clinic, ...client },
    await folderPlace(args.out),
  );
  progress.clear();
  return manifest;

  /** Whoever holds the records of an id, under which they may have come before it was merged into another. */
  async function holder({ clinic: clinicId, recordsTable }: Asked, clientId: string): Promise<string> {
    const asked = { clinicId, client: pseudonym(await keyOfClinic(clinicId), clientId) };
    const holding = await createRecordReader(dynamodb, recordsTable).holderOf(asked);
    // An empty folder would pass for everything that is held of somebody whose id was mistyped.
    if ((await factsOf(holding)).length > 0) return holding.client;
    throw new NotFoundError('nothing is held under this client id');
  }
}

function told({ clients, records, files }: Manifest, { clinic, client, out }: Asked): string {
  const count = Object.values(records).reduce((sum, each) => sum + each, 0);
  const of = client === undefined ? `${clients} clients of ${clinic}` : `one client of ${clinic}`;
  const width = Math.max(...files.map(({ name }) => name.length));
  const lines = files.map(
    ({ name, records: rows, bytes }) =>
      `  ${name.padEnd(width)}  ${String(rows).padStart(8)} records  ${String(bytes).padStart(11)} bytes`,
  );
  return [`${count} records of ${of}, in ${out}:`, '', ...lines, '  manifest.json', ''].join('\n');
}

process.exitCode = await exitCodeOf(main);
