import { addValue, type ClusterSums, noValues } from '../statistics/regression/random-intercept.ts';

/** A session with both scores; improvement in points. */
export type ScoredSession = { client: string; complaint: string; before: number; improvement: number };

type Design = {
  columns: number;
  /** The complaints that have a column of their own, in the order of the first columns; the rest stand together, if any. */
  levels: readonly string[];
  clusters: ReadonlyMap<string, ClusterSums>;
  /** The row of a session to come; undefined where its complaint has no column. */
  rowOf(of: { complaint: string; before: number }, past: readonly ScoredSession[]): number[] | undefined;
};

/** As in the comparison of techniques: levels with fewer clients stand together. */
const FEWEST_OF_LEVEL = 5;
/** Less spread than this is none. */
const NO_SPREAD = 1e-9;
const REST = 'the rest';

/**
 * A column for each complaint, one for how much worse than usual the client came, and one for how bad it usually is: the two
 * differ where scores before rise and fall by chance (within and between clients; Neuhaus & Kalbfleisch 1998).
 */
export function expectedChangeDesign(byClient: ReadonlyMap<string, readonly ScoredSession[]>): Design {
  const clientsOf = new Map<string, number>();
  for (const sessions of byClient.values()) {
    for (const name of new Set(sessions.map(({ complaint }) => complaint)))
      clientsOf.set(name, (clientsOf.get(name) ?? 0) + 1);
  }
  const large = [...clientsOf].filter(([, clients]) => clients >= FEWEST_OF_LEVEL).map(([name]) => name);
  const levels = large.toSorted();
  const hasRest = levels.length < clientsOf.size;
  const all = [...byClient.values()].flat();
  const usually = new Map([...byClient].map(([client, sessions]) => [client, meanBefore(sessions)]));
  const middle = meanBefore(all);
  const varies = {
    within: all.some(({ client, before }) => Math.abs(before - usually.get(client)!) > NO_SPREAD),
    between: [...usually.values()].some((mean) => Math.abs(mean - middle) > NO_SPREAD),
  };
  const names = [...levels, ...(hasRest ? [REST] : [])];
  const row = (complaint: string, before: number, usual: number): number[] | undefined => {
    const level = levels.includes(complaint) ? complaint : REST;
    if (!names.includes(level)) return undefined;
    return [
      ...names.map((name) => Number(name === level)),
      ...(varies.within ? [before - usual] : []),
      ...(varies.between ? [usual - middle] : []),
    ];
  };
  const columns = names.length + Number(varies.within) + Number(varies.between);
  const clusters = new Map(
    [...byClient].map(([client, sessions]) => {
      const sums = noValues(columns);
      for (const { complaint, before, improvement } of sessions) {
        addValue(sums, row(complaint, before, usually.get(client)!)!, improvement);
      }
      return [client, sums];
    }),
  );
  return {
    ...{ columns, levels, clusters },
    rowOf: ({ complaint, before }, past) =>
      row(complaint, before, past.length > 0 ? meanBefore(past) : before),
  };
}

function meanBefore(sessions: readonly ScoredSession[]): number {
  return sessions.reduce((sum, { before }) => sum + before, 0) / sessions.length;
}
