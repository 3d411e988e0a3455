import * as z from 'zod';
import { parsedArguments } from '../command-line/parsed-arguments.ts';
import { UsageError } from '../command-line/usage-error.ts';
import {
  type Environment,
  VIEW_TABLES_OPTIONS,
  VIEW_TABLES_USAGE,
  type ViewTables,
  viewTables,
} from '../command-line/view-tables-option.ts';

/** What `npm run restore` was asked to do. */
export type RestoreArguments =
  | { asked: 'help' }
  | ({
      asked: 'run';
      /** From what: DynamoDB's point-in-time recovery, or the tables as they are now. */
      from: 'point-in-time' | 'copy';
      /** The instant, ISO 8601 in UTC; the latest that can be restored when absent. */
      at?: string;
      /** Whether the new tables stay. */
      keep: boolean;
    } & ViewTables);

export const USAGE = `Usage: npm run --silent restore -- [--at INSTANT] [options]

A drill: restores the tables of records, views and the registry from their backup into new tables, derives what was on its
way at that instant, compares every view of every clinic with the records, says how long each step took, and removes the
new tables again. Nothing is changed in the tables that are in use. Ends with 1 when something differs.

  --at INSTANT           such as 2026-11-29T10:00:00Z; else the latest that every table can be restored to
  --from copy            not from a backup, but from the tables as they are: the local stand-in keeps no backups
  --keep                 the new tables stay, and are named: to go on with, see docs/runbook.md
${VIEW_TABLES_USAGE}

Credentials, region and endpoint are those of the AWS environment variables. In AWS it needs the leave to restore tables, and
costs what the restored gigabytes cost.
`;

const OPTIONS = {
  at: { type: 'string' },
  from: { type: 'string', default: 'point-in-time' },
  keep: { type: 'boolean', default: false },
  ...VIEW_TABLES_OPTIONS,
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Reads the command line; names of tables that it does not give are the environment's. @throws UsageError that is a sentence */
export function readRestoreArguments(argv: readonly string[], environment: Environment): RestoreArguments {
  const { values, positionals } = parsedArguments(argv, OPTIONS);
  const { at, from, keep, help } = values;
  if (help) return { asked: 'help' };
  const [extra] = positionals;
  if (extra !== undefined) throw new UsageError(`${extra}: expected options only.`);
  if (from !== 'point-in-time' && from !== 'copy') {
    throw new UsageError(`--from ${from}: expected point-in-time or copy.`);
  }
  if (at !== undefined && from === 'copy') {
    throw new UsageError('--at is the instant of a backup, and a copy is of now.');
  }
  if (at !== undefined && !z.iso.datetime().safeParse(at).success) {
    throw new UsageError(`--at ${at}: expected an instant in UTC, such as 2026-11-29T10:00:00Z.`);
  }
  return {
    asked: 'run',
    ...{ from, keep, ...(at !== undefined && { at }) },
    ...viewTables(values, environment),
  };
}
