import { askedIn } from '../../privacy/programme/asked-in.ts';
import { COMPLAINTS_AND_GROUPS } from '../../privacy/programme/complaint-groups.ts';
import { type Catalogue, catalogueIn, type Programme } from '../../privacy/programme/programme.ts';
import { domainOf } from '../../privacy/programme/questions.ts';
import type { ReleasePeriod } from '../../privacy/programme/release-period.ts';
import { TECHNIQUES } from '../../records/catalogue.ts';

/** What a programme has published of one period: whether each cell was shown, by `cellName`. */
export type PublishedCells = { period: string; shown: ReadonlyMap<string, boolean> };

/** `shown` and `hidden`: so in every release looked at; `changing`: in some; `unknown`: no release had the cell. */
type CellOutlook = 'shown' | 'hidden' | 'changing' | 'unknown';

type PreviewCell = {
  technique: string;
  complaint: string;
  outlook: CellOutlook;
  /** The periods whose release showed the cell, and those whose release had it and did not. */
  shownIn: string[];
  hiddenIn: string[];
};

/** What the release of a period will be like, as far as anybody outside can tell. */
export type ReleasePreview = {
  programme: string;
  period: string;
  mode: Programme['mode'];
  catalogueVersion: number;
  closesAt: string;
  publishesAt: string;
  /** The releases that the outlook rests on, in order of period. */
  basedOn: string[];
  cells: PreviewCell[];
};

/** Stands in a margin for all techniques or complaints. */
const ALL = 'all';

/** Older releases say little about the next. */
export const RELEASES_LOOKED_AT = 4;

export const cellName = (technique: string, complaint: string) => `${technique}|${complaint}`;

/**
 * Which cells a release would show, from the programme's configuration and from what it has published: never
 * from the period's own data, which would be a second release of them that nobody has paid for.
 *
 * @param published in order of period; the last few are looked at
 * @throws ConfigError for a period before the programme's first catalogue
 */
export function releasePreview(
  programme: Programme,
  period: ReleasePeriod,
  published: readonly PublishedCells[],
): ReleasePreview {
  const catalogue = catalogueIn(programme, period);
  const history = published.slice(-RELEASES_LOOKED_AT);
  return {
    programme: programme.programme,
    period: period.period,
    mode: programme.mode,
    catalogueVersion: catalogue.version,
    closesAt: period.closesAt,
    publishesAt: period.publishesAt,
    basedOn: history.map((release) => release.period),
    cells: rowsOf(programme, period, catalogue).map(([technique, complaint]) =>
      previewCell(technique, complaint, history),
    ),
  };
}

/** The finest rows that are asked, of technique and complaint: cells, or margins where there are none. */
function rowsOf(
  programme: Programme,
  period: ReleasePeriod,
  catalogue: Catalogue,
): (readonly [technique: string, complaint: string])[] {
  const { questions } = askedIn(programme, period);
  const domain = domainOf(catalogue, questions);
  const techniques = TECHNIQUES.filter((technique) => domain.techniques.includes(technique));
  const complaints = COMPLAINTS_AND_GROUPS.filter((name) => domain.complaints.includes(name));
  const { percent } = questions;
  if (percent.cells > 0) {
    return techniques.flatMap((technique) => complaints.map((complaint) => [technique, complaint] as const));
  }
  return [
    ...(percent.techniques > 0 ? techniques.map((technique) => [technique, ALL] as const) : []),
    ...(percent.complaints > 0 ? complaints.map((complaint) => [ALL, complaint] as const) : []),
    ...(percent.total > 0 ? [[ALL, ALL] as const] : []),
  ];
}

function previewCell(technique: string, complaint: string, history: readonly PublishedCells[]): PreviewCell {
  const periodsWhere = (wanted: boolean) =>
    history
      .filter(({ shown }) => shown.get(cellName(technique, complaint)) === wanted)
      .map(({ period }) => period);
  const [shownIn, hiddenIn] = [periodsWhere(true), periodsWhere(false)];
  return { technique, complaint, outlook: outlookOf(shownIn.length, hiddenIn.length), shownIn, hiddenIn };
}

function outlookOf(shown: number, hidden: number): CellOutlook {
  if (shown > 0) return hidden > 0 ? 'changing' : 'shown';
  return hidden > 0 ? 'hidden' : 'unknown';
}
