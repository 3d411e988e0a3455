import { describe, expect, test } from 'vitest';
import { BACKUP_DAYS } from '../../shared/storage/keys/kept-days.ts';
import { resourcesOf, STAGES, synthesize, VAULT } from './synthesized.ts';

describe.each(STAGES)('backups in another account, stage %s', (stage) => {
  const { stateful } = synthesize(stage, { backupVault: VAULT });
  const [plan] = resourcesOf(stateful, 'AWS::Backup::BackupPlan');
  const [rule, ...others] = plan?.Properties.BackupPlan.BackupPlanRule ?? [];

  test('are none where nobody has asked for them', () => {
    const types = Object.values(
      synthesize(stage).stateful.toJSON().Resources as Record<string, { Type: string }>,
    );
    expect(types.filter(({ Type }) => Type.startsWith('AWS::Backup::'))).toEqual([]);
  });

  test('are made each night here and copied there, and go before point-in-time backups do, as receipts say', () => {
    expect(others).toEqual([]);
    const Lifecycle = { DeleteAfterDays: BACKUP_DAYS - 1 };
    expect(rule).toMatchObject({ ScheduleExpression: 'cron(0 3 * * ? *)', Lifecycle });
    expect(rule.CopyActions).toEqual([{ DestinationBackupVaultArn: VAULT, Lifecycle }]);
  });

  test('are of every table that cannot be derived again', () => {
    const [selection] = resourcesOf(stateful, 'AWS::Backup::BackupSelection');
    const tables = resourcesOf(stateful, 'AWS::DynamoDB::Table')
      .filter(({ path }) => path !== 'outcomes/Resource')
      .map(({ logicalId }) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] }));
    expect(selection?.Properties.BackupSelection.Resources).toEqual(expect.arrayContaining(tables));
    expect(selection?.Properties.BackupSelection.Resources).toHaveLength(3);
  });

  test(`are under a key of their own that rotates, and stay ${stage === 'prod' ? 'when the stack goes' : 'no longer than the stack'}`, () => {
    const [vault] = resourcesOf(stateful, 'AWS::Backup::BackupVault');
    const key = resourcesOf(stateful, 'AWS::KMS::Key').find(
      ({ path }) => path === 'backup-copies/key/Resource',
    );
    expect(vault?.Properties.EncryptionKeyArn).toEqual({ 'Fn::GetAtt': [key?.logicalId, 'Arn'] });
    expect(key?.Properties.EnableKeyRotation).toBe(true);
    const { DeletionPolicy } = vault as unknown as { DeletionPolicy: string };
    expect(DeletionPolicy).toBe(stage === 'prod' ? 'Retain' : 'Delete');
  });
});
