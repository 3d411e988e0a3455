import type { Group } from '../../statistics/contract.ts';
import { ofText } from '../words/claim-words.ts';
import type { TableSection } from './section.ts';

/** How many of the sessions have what a statistic takes. */
export type Completeness = { kind: Kind; name: string; count: number; of: number };

const KINDS = {
  withBefore: 'Score before',
  withAfter: 'Score after',
  withBoth: 'Both scores',
  withSustained: 'Score 24 to 72 h later',
  withRecovery: 'Soreness in a journal',
} as const satisfies Record<keyof Group['completeness'], string>;

type Kind = keyof typeof KINDS;

/** Over all techniques; every session has one primary technique, so nothing counts twice. */
export function completenessOf(groups: readonly Group[]): Completeness[] {
  const total = (pick: (group: Group) => number) => groups.reduce((sum, group) => sum + pick(group), 0);
  const of = total(({ sessions }) => sessions);
  return (Object.keys(KINDS) as Kind[]).map((kind) => ({
    kind,
    name: KINDS[kind],
    count: total(({ completeness }) => completeness[kind]),
    of,
  }));
}

/** The same for each technique. */
export function completenessSection(groups: readonly Group[]): TableSection {
  return {
    title: 'Completeness: sessions with what the statistics take',
    columns: [
      { header: 'Technique' },
      { header: 'Sessions', align: 'right' },
      ...Object.values(KINDS).map((header) => ({ header })),
    ],
    rows: groups.map(({ technique, sessions, completeness }) => [
      technique,
      String(sessions),
      ...(Object.keys(KINDS) as Kind[]).map((kind) => ofText(completeness[kind], sessions)),
    ]),
    below: groups.length === 0 ? ['No sessions.'] : [],
  };
}
