import { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { type DataTableProps, keptTable } from './data-table.ts';

/**
 * What clinics say of themselves, settings that an operator changes without a deployment, who belongs to them, and
 * which sessions have ended (those expire). Whoever changes a setting that views rest on refreshes them (infra/clinic),
 * so it has no stream.
 */
export class RegistryTable extends Table {
  constructor(scope: Construct, id: string, props: DataTableProps) {
    super(scope, id, { ...keptTable(props), timeToLiveAttribute: 'expiresAt' });
  }
}
