import { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { type DataTableProps, keptTable } from './data-table.ts';

/**
 * The clinics, as data: what they say of themselves, and the salts that their keys are derived from. An operator adds and
 * changes them without a deployment; functions only read it, and who changes a setting that views rest on refreshes
 * them (infra/clinic), so it has no stream.
 */
export class RegistryTable extends Table {
  constructor(scope: Construct, id: string, props: DataTableProps) {
    super(scope, id, keptTable(props));
  }
}
