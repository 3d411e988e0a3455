import type { Technique } from '../records/catalogue.ts';
import type { ComparedSession } from './compared-session.ts';

/** One therapist's sessions, and those of her immediate pairs that are of a compared technique. */
export type Caseload = {
  therapistId: string;
  sessions: number;
  clients: number;
  pairs: {
    clients: number;
    n: number;
    /** Sum of improvements and of their squares: whole numbers. */
    sum: number;
    squares: number;
    /** Numbers of pairs by compared technique and score before. */
    mix: number[][];
  };
};

const SCORES = 11;

/** The caseloads of all therapists, by therapistId. */
export function caseloads(sessions: Iterable<ComparedSession>, techniques: readonly Technique[]): Caseload[] {
  const indexes = new Map(techniques.map((technique, index) => [technique, index]));
  const tallies = new Map<string, Tally>();
  for (const session of sessions) {
    const { therapistId } = session;
    const tally = tallies.get(therapistId) ?? emptyTally(techniques.length);
    tallies.set(therapistId, tally);
    add(tally, session, indexes.get(session.technique));
  }
  return [...tallies]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([therapistId, { sessions, clients, pairs }]) => ({
      therapistId,
      sessions,
      clients: clients.size,
      pairs: { ...pairs, clients: [...clients.values()].filter((hasPair) => hasPair).length },
    }));
}

type Tally = {
  sessions: number;
  /** And whether they have a pair that counts. */
  clients: Map<string, boolean>;
  pairs: Omit<Caseload['pairs'], 'clients'>;
};

function emptyTally(techniques: number): Tally {
  const mix = Array.from({ length: techniques }, () => new Array<number>(SCORES).fill(0));
  return { sessions: 0, clients: new Map(), pairs: { n: 0, sum: 0, squares: 0, mix } };
}

/** @param technique its index among the compared ones; undefined for a technique that is none of them */
function add(tally: Tally, session: ComparedSession, technique: number | undefined): void {
  const { client, painBefore, painAfter } = session;
  const counts = technique !== undefined && painBefore !== undefined && painAfter !== undefined;
  tally.sessions += 1;
  if (tally.clients.get(client) !== true) tally.clients.set(client, counts);
  if (!counts) return;
  const improvement = painBefore - painAfter;
  tally.pairs.n += 1;
  tally.pairs.sum += improvement;
  tally.pairs.squares += improvement * improvement;
  tally.pairs.mix[technique]![painBefore]! += 1;
}
