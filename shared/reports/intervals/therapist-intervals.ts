import type { TherapistClaims } from '../../claims/contract.ts';
import { counted } from '../words/listed.ts';
import { withInterval } from '../words/number-text.ts';
import type { IntervalTable } from './interval-table.ts';

/** Each therapist against the others, in order of id and without ranks. */
export function therapistIntervals({ rows }: Pick<TherapistClaims, 'rows'>): IntervalTable {
  return {
    id: 'therapist-intervals',
    title: 'Fall of pain with each therapist against the others',
    heads: ['Therapist', 'Points (95 %)'],
    of: 'therapist',
    rows: rows.map((row) => {
      if ('withheld' in row) return { name: row.therapistId, of: '', estimate: row };
      const { therapistId, clients, difference, ci95, outside } = row;
      return {
        name: therapistId,
        of: counted(clients, 'client') + (outside ? ', look into it' : ''),
        estimate: { value: difference, interval: ci95, text: withInterval(difference, ci95, 1) },
      };
    }),
  };
}
