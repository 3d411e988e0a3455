import { CfnOutput, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { DIGESTS_PREFIX } from '../shared/reports/stores/report-keys.ts';
import { EXPORTS_PREFIX } from '../shared/storage/files/exports.ts';
import { LOOKS_PREFIX, READINGS_PREFIX, UPLOADS_PREFIX } from '../shared/storage/keys/import-keys.ts';
import {
  DIGEST_DAYS,
  EXPORT_DAYS,
  LOOKED_AT_DAYS,
  UPLOADED_FILE_DAYS,
} from '../shared/storage/keys/kept-days.ts';
import { BackupCopies } from './backup-copies.ts';
import { DataBucket } from './data-bucket.ts';
import { DataKey } from './data-key.ts';
import { Identity } from './identity.ts';
import { Imports } from './imports.ts';
import { MasterSecret } from './master-secret.ts';
import { OutcomesTable } from './outcomes-table.ts';
import { RecordsTable } from './records-table.ts';
import { RegistryTable } from './registry-table.ts';
import { ReleaseData } from './release-data.ts';
import type { Stage } from './stage.ts';

/** What must never be lost: tables, files, keys, users, and the queue of files not yet imported. */
export class StatefulStack extends Stack {
  readonly dataKey: DataKey;
  readonly records: RecordsTable;
  readonly outcomes: OutcomesTable;
  readonly registry: RegistryTable;
  readonly master: MasterSecret;
  readonly importsBucket: DataBucket;
  readonly reportsBucket: DataBucket;
  readonly releasing: ReleaseData;
  readonly imports: Imports;
  readonly identity: Identity;

  constructor(scope: Construct, id: string, props: { stage: Stage }) {
    const { stage } = props;
    super(scope, id, {
      description: `Data of massage-outcomes, stage ${stage.name}`,
      terminationProtection: stage.retainData,
    });
    const key = new DataKey(this, 'data-key', { stage, holds: 'Records, views and files', alias: 'data' });
    this.dataKey = key;
    this.records = new RecordsTable(this, 'records', { stage, key });
    this.outcomes = new OutcomesTable(this, 'outcomes', { stage, key });
    this.registry = new RegistryTable(this, 'registry', { stage, key });

    const accessLogs = new DataBucket(this, 'access-logs', { stage, expireAfterDays: 365 });
    // Files still hold the clinic's own client ids, which records do not: they go as soon as they may.
    this.importsBucket = new DataBucket(this, 'imports', {
      stage,
      key,
      accessLogs,
      expireAfterDays: UPLOADED_FILE_DAYS,
      expirePrefixes: [UPLOADS_PREFIX, LOOKS_PREFIX, READINGS_PREFIX].map((prefix) => ({
        prefix,
        afterDays: LOOKED_AT_DAYS,
      })),
    });
    this.reportsBucket = new DataBucket(this, 'reports', {
      stage,
      key,
      accessLogs,
      // Digests are for their week, exports for who has asked: an erased client must not live on in old ones.
      expirePrefixes: [
        { prefix: DIGESTS_PREFIX, afterDays: DIGEST_DAYS },
        { prefix: EXPORTS_PREFIX, afterDays: EXPORT_DAYS },
      ],
    });
    this.releasing = new ReleaseData(this, 'releasing', { stage, accessLogs });
    this.imports = new Imports(this, 'importing', { bucket: this.importsBucket });

    this.master = new MasterSecret(this, 'master', { stage, key });
    this.identity = new Identity(this, 'identity', { stage });
    if (stage.backupVault !== undefined) {
      // Views are derived again from records.
      const tables = [this.records, this.registry, this.releasing.ledger];
      new BackupCopies(this, 'backup-copies', { stage, vaultArn: stage.backupVault, tables });
    }
    this.writeOutputs();
  }

  private writeOutputs(): void {
    const outputs = {
      RecordsTableName: this.records.tableName,
      OutcomesTableName: this.outcomes.tableName,
      RegistryTableName: this.registry.tableName,
      MasterSecretArn: this.master.secretArn,
      ImportsBucketName: this.importsBucket.bucketName,
      ReportsBucketName: this.reportsBucket.bucketName,
      ReleasesBucketName: this.releasing.releases.bucketName,
      SigningKeyArn: this.releasing.signingKey.keyArn,
      ImportsQueueUrl: this.imports.queue.queueUrl,
      UserPoolId: this.identity.userPool.userPoolId,
      UserPoolClientId: this.identity.client.userPoolClientId,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
