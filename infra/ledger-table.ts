import { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { type DataTableProps, keptTable } from './data-table.ts';

/**
 * The account of what has been told of whom: releases, budgets, which months clinics have told of, and what each
 * client has spent. Neither a fact
 * that somebody reported nor a view that could be derived again, and so in neither of those tables: a lost
 * ledger would let a programme spend everything twice. Nothing follows from its changes: it has no stream.
 */
export class LedgerTable extends Table {
  constructor(scope: Construct, id: string, props: DataTableProps) {
    super(scope, id, keptTable(props));
  }
}
