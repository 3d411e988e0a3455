import { type Finding, findingOf, type Row } from './finding.ts';

/** So many in a row look like a form that fills in 0 where nobody was asked. */
const SERIES_OF_CLIENT = 3;
const SERIES_OF_THERAPIST = 5;

/**
 * Sessions with 0 before and 0 after in series: of one client, or of one therapist whoever came. One client who has
 * no pain is no finding, nor is one such session among others.
 *
 * @param rows in order of start
 */
export function zeroScores(rows: readonly Row[]): Finding[] {
  const ofTherapists = seriesBy(rows, ({ session }) => session.therapistId, SERIES_OF_THERAPIST);
  const told = new Set(ofTherapists.flat());
  const ofClients = seriesBy(rows, ({ client }) => client, SERIES_OF_CLIENT);
  return [...ofTherapists, ...ofClients.filter((series) => series.some((row) => !told.has(row)))].map(
    (series) => findingOf('zero-scores-in-series', series),
  );
}

/** Unbroken runs of zeros; a session without both scores says nothing and does not break one. */
function seriesBy(rows: readonly Row[], whose: (row: Row) => string, fewest: number): Row[][] {
  return [...Map.groupBy(rows, whose).values()].flatMap((own) => {
    const series: Row[][] = [];
    let run: Row[] = [];
    const end = () => {
      if (run.length >= fewest) series.push(run);
      run = [];
    };
    for (const row of own) {
      const { painBefore, painAfter } = row.session;
      if (painBefore === 0 && painAfter === 0) run.push(row);
      else if (painBefore !== undefined && painAfter !== undefined) end();
    }
    end();
    return series;
  });
}
