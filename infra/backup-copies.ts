import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Duration, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { BACKUP_DAYS } from '../shared/storage/keys/kept-days.ts';
import { DataKey } from './data-key.ts';
import { removalPolicy } from './retention.ts';
import type { Stage } from './stage.ts';

export type BackupCopiesProps = {
  stage: Stage;
  /** ARN of a vault of another account, which has to allow that copies come into it. */
  vaultArn: string;
  /** What nothing can make again. */
  tables: readonly ITable[];
};

/**
 * A backup of tables each night and a copy of it in another account, where the deployment is told a vault there: so that
 * whoever may delete everything here cannot delete everything. Both go before point-in-time backups do, since
 * receipts of erasures say how long backups remain.
 */
export class BackupCopies extends Construct {
  constructor(scope: Construct, id: string, { stage, vaultArn, tables }: BackupCopiesProps) {
    super(scope, id);
    const key = new DataKey(this, 'key', { stage, holds: 'Nightly backups', alias: 'backups' });
    // A copy is made some hours after the backup, and its days begin then.
    const deleteAfter = Duration.days(BACKUP_DAYS - 1);
    const plan = new BackupPlan(this, 'plan', {
      backupVault: new BackupVault(this, 'vault', {
        encryptionKey: key,
        removalPolicy: removalPolicy(stage),
      }),
      backupPlanRules: [
        new BackupPlanRule({
          ruleName: 'nightly',
          scheduleExpression: Schedule.cron({ hour: '3', minute: '0' }),
          deleteAfter,
          copyActions: [
            {
              destinationBackupVault: BackupVault.fromBackupVaultArn(this, 'elsewhere', vaultArn),
              deleteAfter,
            },
          ],
        }),
      ],
    });
    plan.addSelection('tables', {
      resources: tables.map((table) => BackupResource.fromDynamoDbTable(table)),
      role: this.addRole(),
    });
  }

  private addRole(): Role {
    const policy = 'service-role/AWSBackupServiceRolePolicyForBackup';
    const role = new Role(this, 'role', {
      assumedBy: new ServicePrincipal('backup.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName(policy)],
    });
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${policy}]`,
      reason: 'What AWS Backup needs to make backups, as AWS keeps it up to date; it may restore nothing.',
    });
    return role;
  }
}
