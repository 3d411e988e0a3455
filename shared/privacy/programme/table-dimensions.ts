import type { Questions } from './questions.ts';

/** What the rows of a table by threshold tell apart: of what is not asked, all are counted together. */
export type TableDimensions = {
  techniques: boolean;
  /** Each complaint, groups of them, or all together. */
  complaints: Questions['complaints'] | 'none';
};

/**
 * The dimensions of the one table that a release by threshold has. A question is asked by any share above 0: how large
 * it is makes no difference, since nothing is spent. Sums of rows are always told, since they are of the rows as shown;
 * recovery never is.
 */
export function tableDimensions({ complaints, percent }: Questions): TableDimensions {
  return {
    techniques: percent.cells > 0 || percent.techniques > 0,
    complaints: percent.cells > 0 || percent.complaints > 0 ? complaints : 'none',
  };
}

/**
 * Whether questions are of two tables: one by technique and one by complaint would each bound the other's rows, which
 * nothing here looks at.
 */
export function asksTwoTables({ percent }: Pick<Questions, 'percent'>): boolean {
  return percent.cells === 0 && percent.techniques > 0 && percent.complaints > 0;
}
