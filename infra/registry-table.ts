import { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { type DataTableProps, keptTable } from './data-table.ts';

/**
 * The clinics, as data: what they say of themselves, the salts that their keys are derived from, and who belongs to them;
 * and which sessions have ended (those expire). An operator adds and changes clinics without a deployment; who changes a
 * setting that views rest on refreshes them (infra/clinic), so it has no stream.
 */
export class RegistryTable extends Table {
  constructor(scope: Construct, id: string, props: DataTableProps) {
    super(scope, id, { ...keptTable(props), timeToLiveAttribute: 'expiresAt' });
  }
}
