import type { ReleaseHead } from '../release-head.ts';
import { type ReleaseId, releaseTitle } from '../release-id.ts';

const KEYWORDS = ['massage therapy', 'pain', 'NPRS', 'outcomes', 'anonymised'];

/** `low-back-2026q3-rev2`: what a release is called where names are of one word. */
export const releaseSlug = ({ programme, period, revision }: ReleaseId) =>
  `${programme}-${period.toLowerCase()}-rev${revision}`;

/** What every catalogue asks about a data set, whichever shape it wants the answers in. */
export type ReleaseDescription = {
  name: string;
  title: string;
  abstract: string;
  keywords: readonly string[];
  version: string;
  /** Such as `2026-07/2026-09`, the months that the data are of (ISO 8601). */
  months: string;
  /** Who answers for it: its publisher, or the programme where it names none. */
  responsible: string;
  doi: string | undefined;
};

/** A release as its programme describes it, and as it can be described where the programme says nothing. */
export function releaseDescription({ release, period, programme }: ReleaseHead): ReleaseDescription {
  const { described } = programme;
  const [first, last] = [period.months[0]!, period.months.at(-1)!];
  return {
    name: releaseSlug(release),
    title: described?.title ?? releaseTitle(release),
    abstract: `Pain before and after massage, by technique, of consenting clients of the programme's clinics, ${first} to ${last}. Anonymised: see METHOD.md.`,
    keywords: described?.keywords ?? KEYWORDS,
    version: `${release.revision}.0.0`,
    months: `${first}/${last}`,
    responsible: described?.publisher ?? `Programme ${release.programme}`,
    doi: described?.doi,
  };
}
