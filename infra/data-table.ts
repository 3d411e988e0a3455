import {
  AttributeType,
  BillingMode,
  StreamViewType,
  TableEncryption,
  type TableProps,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { removalPolicy } from './retention.ts';
import type { Stage } from './stage.ts';

export type DataTableProps = { stage: Stage; key: IKey };

/**
 * What all our tables share: key names, backups, encryption and retention.
 *
 * For CDK's Table and not its TableV2, which cannot use a key of ours without being told the region at
 * synthesis.
 */
export function keptTable({ stage, key }: DataTableProps): TableProps {
  return {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: key,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: stage.retainData,
    removalPolicy: removalPolicy(stage),
  };
}

/**
 * A table whose changes make views stale. Its stream carries both images, because a record that moves in time
 * makes its old month stale as well as its new one.
 */
export function dataTable(props: DataTableProps): TableProps {
  return { ...keptTable(props), stream: StreamViewType.NEW_AND_OLD_IMAGES };
}
