import { COMPLAINTS, type Complaint, TECHNIQUES, type Technique } from '../../records/catalogue.ts';
import { COMPLAINTS_AND_GROUPS, type ComplaintOrGroup, complaintsIn } from '../programme/complaint-groups.ts';
import type { Catalogue } from '../programme/programme.ts';
import { domainOf } from '../programme/questions.ts';
import type { TableDimensions } from '../programme/table-dimensions.ts';
import { CHANGES, type PeriodTally } from '../tally/period-tally.ts';

/** Stands for every technique, or every complaint, of the catalogue. */
export const ALL = 'all';

/** The rows of a table by threshold, fixed by configuration: its cells, and the sums of them. */
export type TableLayout = {
  /** What cells are about, in order; `all` alone where a dimension is not asked. */
  techniques: readonly (Technique | typeof ALL)[];
  complaints: readonly (ComplaintOrGroup | typeof ALL)[];
  /** How many there are in each dimension that is asked, as `additiveTable` takes it. */
  shape: readonly number[];
  /** Every cell and sum by name, `technique|complaint`, in the order of `additiveTable`. */
  keys: readonly string[];
  /** Whether a row adds up cells; every other one is a cell, which was counted. */
  isSum(key: string): boolean;
  /** Clients of a cell by change, a count for each of CHANGES; what is outside the catalogue is ignored. */
  countedIn(key: string, tally: PeriodTally): number[];
};

/** Lays out the table of some dimensions over a catalogue, whose own order makes no difference. */
export function tableLayout(
  catalogue: Pick<Catalogue, 'techniques' | 'complaints'>,
  dimensions: TableDimensions,
): TableLayout {
  const each = {
    techniques: TECHNIQUES.filter((technique) => catalogue.techniques.includes(technique)),
    complaints: COMPLAINTS.filter((complaint) => catalogue.complaints.includes(complaint)),
  };
  const techniques = dimensions.techniques ? each.techniques : [];
  const complaints =
    dimensions.complaints === 'none' ? [] : complaintRows(each.complaints, dimensions.complaints);
  const asked = [techniques, complaints].filter((names) => names.length > 0);
  const keys = [...techniques, ALL].flatMap((technique) =>
    [...complaints, ALL].map((complaint) => `${technique}|${complaint}`),
  );
  const rows = {
    techniques: techniques.length > 0 ? techniques : [ALL as typeof ALL],
    complaints: complaints.length > 0 ? complaints : [ALL as typeof ALL],
  };
  const cells = new Set(
    rows.techniques.flatMap((technique) => rows.complaints.map((complaint) => `${technique}|${complaint}`)),
  );
  return {
    ...rows,
    shape: asked.map(({ length }) => length),
    keys,
    isSum: (key) => !cells.has(key),
    countedIn(key, { improvement }) {
      const [technique, complaint] = key.split('|') as [
        Technique | typeof ALL,
        ComplaintOrGroup | typeof ALL,
      ];
      const of = technique === ALL ? each.techniques : [technique];
      const within = complaint === ALL ? each.complaints : complaintsIn(complaint);
      const parts = of.flatMap((one) =>
        within
          .filter((other) => each.complaints.includes(other))
          .flatMap((other) => {
            const counts = improvement[`${one}|${other}`];
            return counts ? [counts] : [];
          }),
      );
      return CHANGES.map((_, at) => parts.reduce((sum, counts) => sum + (counts[at] ?? 0), 0));
    },
  };
}

function complaintRows(
  complaints: readonly Complaint[],
  asked: 'each' | 'groups',
): readonly ComplaintOrGroup[] {
  const { complaints: names } = domainOf({ techniques: [], complaints }, { complaints: asked });
  return COMPLAINTS_AND_GROUPS.filter((name) => names.includes(name));
}
