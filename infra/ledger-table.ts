import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { DataTableProps } from './data-table.ts';
import { removalPolicy } from './retention.ts';

/**
 * The account of what has been told of whom: releases, budgets, which months clinics have told of, and what each
 * client has spent. Neither a fact
 * that somebody reported nor a view that could be derived again, and so in neither of those tables: a lost
 * ledger would let a programme spend everything twice. Nothing follows from its changes: it has no stream.
 */
export class LedgerTable extends Table {
  constructor(scope: Construct, id: string, { stage, key }: DataTableProps) {
    super(scope, id, {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: stage.retainData,
      removalPolicy: removalPolicy(stage),
    });
  }
}
