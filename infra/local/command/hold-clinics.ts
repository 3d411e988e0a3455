import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DEFAULT_SETTINGS } from '../../../shared/clinics/clinic-settings.ts';
import { DESIGNS } from '../../../shared/privacy/programme/designs.ts';
import { createProgrammeStore } from '../../../shared/releases/stores/programme-store.ts';
import { itemTable } from '../../../shared/storage/aws/item-table.ts';
import { createClinics, heldClinics } from '../../../shared/storage/clinics/clinics.ts';
import { createMasterSecret } from '../../../shared/storage/clinics/master-secret.ts';
import { adoptClinics } from '../../clinic/adopt-clinics.ts';
import type { LocalCloud } from '../local-cloud.ts';
import { CommandError } from './command-error.ts';

type Place = Pick<LocalCloud, 'clientConfig' | 'outputs'>;

/** The programme where none is asked for, and the partner that it names. */
export const PROGRAMME = 'outcomes';
export const PARTNER = 'partner-1';

/** What the clinics' secrets were called here, before clinics were data. */
const SECRETS_PREFIX = 'massage-outcomes/dev/clinic/';

/** Adds clinics, as an operator does with `npm run clinic`; those that are held stay as they are. */
export async function holdClinics(cloud: Place, clinics: readonly string[]): Promise<void> {
  const { outputs } = cloud;
  await withClients(cloud, async ({ dynamodb, secrets }) => {
    const masters = await createMasterSecret(secrets, outputs['MasterSecretArn']!)();
    const added = clinics.map((clinicId) => ({ clinicId, settings: DEFAULT_SETTINGS }));
    await createClinics(dynamodb, outputs['RegistryTableName']!).add(masters, added);
  });
}

/** The clinics that are held. */
export function clinicsHeld(cloud: Place): Promise<string[]> {
  return withClients(cloud, ({ dynamodb }) =>
    Array.fromAsync(heldClinics(dynamodb, cloud.outputs['RegistryTableName']!)),
  );
}

/**
 * Makes these the only programmes, as an operator does with `npm run programme`.
 *
 * @param programmes without any there is one, which counts these clinics, asks for techniques each quarter, as goes with
 * some hundreds of clients, and names PARTNER
 * @throws ConfigError that names the field and what was expected
 */
export async function agreeOn(
  cloud: Place,
  clinics: readonly string[],
  programmes: readonly object[] = [
    { programme: PROGRAMME, clinics, partners: [PARTNER], ...DESIGNS['techniques-by-quarter'] },
  ],
): Promise<void> {
  await withClients(cloud, async ({ dynamodb }) => {
    const store = createProgrammeStore(itemTable(dynamodb, cloud.outputs['RegistryTableName']!));
    for (const { programme } of await store.all()) await store.remove(programme);
    await store.put(programmes);
  });
}

/** Takes over the clinics of data that were kept before clinics were data. @throws CommandError when one cannot be */
export async function adoptKept(cloud: Place, clinics: readonly string[]): Promise<void> {
  const { outputs } = cloud;
  await withClients(cloud, async (clients) => {
    const said: string[] = [];
    const place = {
      registryTable: outputs['RegistryTableName']!,
      masterSecret: outputs['MasterSecretArn']!,
      secretsPrefix: SECRETS_PREFIX,
    };
    const failed = await adoptClinics({ ...clients, ...place }, clinics, (line) => said.push(line));
    if (failed > 0) throw new CommandError(`The kept data cannot be used as they are:\n${said.join('\n')}`);
  });
}

type Clients = { dynamodb: DynamoDBClient; secrets: SecretsManagerClient };

async function withClients<Result>(
  { clientConfig }: Place,
  work: (clients: Clients) => Promise<Result>,
): Promise<Result> {
  const clients = {
    dynamodb: new DynamoDBClient(clientConfig),
    secrets: new SecretsManagerClient(clientConfig),
  };
  try {
    return await work(clients);
  } finally {
    clients.dynamodb.destroy();
    clients.secrets.destroy();
  }
}
