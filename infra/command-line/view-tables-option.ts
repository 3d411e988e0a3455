import { tableNamed } from './table-option.ts';

/** The tables that views are compared in, or made of. */
export type ViewTables = { recordsTable: string; outcomesTable: string; registryTable: string };

export type Environment = Readonly<Record<string, string | undefined>>;

/** The options by which they are named. */
export const VIEW_TABLES_OPTIONS = {
  'records-table': { type: 'string' },
  'outcomes-table': { type: 'string' },
  'registry-table': { type: 'string' },
} as const;

export const VIEW_TABLES_USAGE = `  --records-table NAME   else RECORDS_TABLE of the environment
  --outcomes-table NAME  else OUTCOMES_TABLE
  --registry-table NAME  else REGISTRY_TABLE
  --help                 print this`;

/**
 * @param values of the options, where the command line has them
 * @param environment where the names are looked for otherwise
 * @throws UsageError that says where a name can be given
 */
export function viewTables(
  values: { readonly [option in keyof typeof VIEW_TABLES_OPTIONS]?: string | undefined },
  environment: Environment,
): ViewTables {
  const table = (option: keyof typeof VIEW_TABLES_OPTIONS): string => {
    const variable = option.toUpperCase().replace('-', '_');
    return tableNamed({ option, given: values[option], variable }, environment);
  };
  return {
    recordsTable: table('records-table'),
    outcomesTable: table('outcomes-table'),
    registryTable: table('registry-table'),
  };
}
