import { BadRequestError } from '../errors.ts';
import type { Programme } from '../privacy/programme/programme.ts';
import {
  isOfKind,
  lengthOf,
  lengthsOf,
  periodExample,
  periodOf,
  type ReleasePeriod,
  releasePeriod,
} from '../privacy/programme/release-period.ts';
import { publishedCells } from '../releases/files/published-cells.ts';
import {
  RELEASES_LOOKED_AT,
  type ReleasePreview,
  releasePreview,
} from '../releases/files/release-preview.ts';
import type { ReleaseStore } from '../releases/stores/release-store.ts';
import { countingProgramme } from './counting-programme.ts';

export type PreviewDeps = {
  programmes(): Promise<readonly Programme[]>;
  releases: Pick<ReleaseStore, 'list' | 'table'>;
  today(): string;
};

/**
 * What the release of a period would hold, for an owner whose clinic counts in it. It reads what partners can
 * read, so that looking costs nothing and tells nothing.
 *
 * @param asked such as `2026Q4`; undefined: the period that today lies in
 * @throws BadRequestError for what is no period of the programme; NotFoundError when the clinic counts in none
 */
export async function readReleasePreview(
  { programmes, releases, today }: PreviewDeps,
  clinicId: string,
  asked: string | undefined,
): Promise<ReleasePreview> {
  const programme = countingProgramme(await programmes(), clinicId);
  const period = askedPeriod(programme, asked ?? periodOf(mainLength(programme), today()));
  const earlier = (await releases.list(programme.programme)).filter(
    (release) => !release.revised && release.period < period.period && lengthOf(release) === lengthOf(period),
  );
  const tables = earlier.slice(-RELEASES_LOOKED_AT).map(async (release) => {
    return publishedCells(release.period, await releases.table(release));
  });
  return releasePreview(programme, period, await Promise.all(tables));
}

function askedPeriod(programme: Programme, asked: string): ReleasePeriod {
  const period = releasePeriod(asked);
  if (period && isOfKind(programme.period, period) && period.months[0]! >= firstPeriod(programme).months[0]!)
    return period;
  throw new BadRequestError(
    'period',
    `expected ${periodExample(programme.period)}, from ${firstPeriod(programme).period} on`,
  );
}

function firstPeriod(programme: Programme): ReleasePeriod {
  const [month] = releasePeriod(programme.catalogues[0]!.from)!.months;
  return releasePeriod(periodOf(mainLength(programme), month!))!;
}

/** The length of the periods that tell most. */
function mainLength({ period }: Programme) {
  return lengthsOf(period)[0]!;
}
