/** Names a release: what a programme publishes of a period, once, and at most once more as revision 2. */
export type ReleaseId = { programme: string; period: string; revision: number };

/** The first release of a period. */
export const FIRST_REVISION = 1;
/** What replaces it after a mistake, if ever: there is no third. */
export const LAST_REVISION = 2;

/** What its data are called, by people and by catalogues. */
export const releaseTitle = ({ programme, period }: Pick<ReleaseId, 'programme' | 'period'>): string =>
  `Outcomes of massage therapy: programme ${programme}, ${period}`;

export function releaseIdText({ programme, period, revision }: ReleaseId): string {
  return `${programme} ${period} rev ${revision}`;
}
