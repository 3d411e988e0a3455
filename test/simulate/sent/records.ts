import type { Random } from '../../../examples/simulation/random.ts';

/** A record as a sender writes it, without its clinic. */
export type Told = Readonly<Record<string, unknown>> & { type: string };

export const CLIENTS = ['c-1', 'c-2', 'c-3'] as const;
const THERAPISTS = ['t-1', 't-2'] as const;

/** Around the borders of two months, in the clinic's clock and in another one, so that zones matter. */
const INSTANTS = [
  '2026-07-30T10:00:00-05:00',
  '2026-07-31T20:30:00-05:00',
  '2026-08-01T02:00:00+00:00',
  '2026-08-03T10:00:00-05:00',
  '2026-08-05T15:00:00-05:00',
  '2026-08-20T09:00:00-05:00',
  '2026-08-31T22:00:00-05:00',
] as const;
const HOURS_LATER = [1, 20, 30, 50, 80, 200] as const;
/** When senders say that they wrote something: few, so that versions follow, meet and contradict each other. */
const WRITTEN = ['10:00', '10:05', '10:10', '10:15', '10:20'].map((time) => `2026-09-10T${time}:00Z`);
const TECHNIQUES = ['deep-tissue', 'sports', 'relaxation'] as const;

/**
 * What a seed is about: of whom is told, whether records are moved, clients merged and erased, and whether a few records are said
 * to and fro instead, so that views become what they were while somebody still writes what they were in between.
 */
export type Day = { isCruel: boolean; isToAndFro: boolean; clients: readonly string[] };

/** Records of one clinic: few clients and few ids, so that most of them concern something that is known. */
export function drawnRecord(random: Random, { isCruel, isToAndFro, clients }: Day): Told {
  const client = random.pick(clients);
  if (isToAndFro) return saidToAndFro(random, client);
  const told = {
    clientId: client,
    ...(random.chance(0.8) && { recordedAt: random.pick(WRITTEN) }),
  };
  // Now and then an id of another client: then it is known who holds it.
  const of = random.chance(0.95) ? client : random.pick(clients);
  const id = (kind: string, most: number) => `${kind}-${of}-${random.integer(1, most)}`;
  const draw = random.weighted<() => Told>([
    [() => ({ type: 'session', sessionId: id('s', 3), ...told, ...session(random) }), 30],
    [() => ({ type: 'pain-score', scoreId: id('p', 4), ...told, ...score(random) }), 30],
    [() => ({ type: 'goal', goalId: id('g', 2), ...told, ...goal(random) }), 8],
    [
      () => ({
        ...{ type: 'measurement', measurementId: id('m', 2), goalId: id('g', 2) },
        ...told,
        ...{ at: random.pick(INSTANTS), value: random.integer(10, 60) },
      }),
      6,
    ],
    [() => ({ type: 'consent', ...told, partnerReports: random.chance(0.7) }), 6],
    [() => ({ ...deletion(random, id), ...told }), 10],
    [() => ({ type: 'pain-score', scoreId: id('p', 4), ...told, ...score(random), pain: 7.5 }), 2],
    [() => ({ type: 'erasure', ...told }), isCruel ? 3 : 0],
    [() => move(random, of, id), isCruel ? 4 : 0],
    [() => merge(random), isCruel ? 3 : 0],
  ]);
  return draw();
}

function session(random: Random) {
  const startedAt = random.pick(INSTANTS);
  return {
    ...{ therapistId: random.pick(THERAPISTS), startedAt, endedAt: later(startedAt, 1) },
    complaint: random.pick(['neck-pain', 'stress']),
    techniques: [{ technique: random.pick(TECHNIQUES), minutes: 45 }],
    ...(random.chance(0.8) && { painBefore: random.integer(3, 9) }),
    ...(random.chance(0.7) && { painAfter: random.integer(0, 6) }),
  };
}

function score(random: Random) {
  const at = later(random.pick(INSTANTS), random.pick(HOURS_LATER));
  return { at, pain: random.integer(0, 8), ...(random.chance(0.3) && { soreness: random.integer(0, 5) }) };
}

function goal(random: Random) {
  const isPain = random.chance(0.5);
  return {
    therapistId: random.pick(THERAPISTS),
    ...(isPain
      ? { kind: 'pain', measure: 'pain', unit: 'score', baseline: 7, target: random.integer(2, 5) }
      : { kind: 'performance', measure: 'recovery-hours', unit: 'hours', baseline: 48, target: 38 }),
    ...{ startsOn: '2026-07-30', dueOn: random.pick(['2026-08-15', '2026-09-14']) },
  };
}

/** One of two things, without an instant of its own: the last that comes stands. */
function saidToAndFro(random: Random, clientId: string): Told {
  const session = { clientId, sessionId: `s-${clientId}`, therapistId: 't-1', complaint: 'neck-pain' };
  const at = { startedAt: '2026-08-05T10:00:00-05:00', endedAt: '2026-08-05T11:00:00-05:00' };
  const techniques = [{ technique: 'sports', minutes: 45 }];
  return random.weighted<Told>([
    [{ type: 'session', ...session, ...at, techniques, painBefore: 7, painAfter: 3 }, 3],
    [{ type: 'session', ...session, ...at, techniques, painBefore: 7, painAfter: 5 }, 2],
    [{ type: 'deletion', of: 'session', id: session.sessionId, clientId }, 2],
  ]);
}

function deletion(random: Random, id: (kind: string, most: number) => string): Told {
  return random.pick<Told>([
    { type: 'deletion', of: 'session', id: id('s', 3) },
    { type: 'deletion', of: 'pain-score', id: id('p', 4) },
    { type: 'deletion', of: 'goal', id: id('g', 2) },
  ]);
}

function move(random: Random, from: string, id: (kind: string, most: number) => string): Told {
  const [of, moved] = random.pick([['session', id('s', 3)] as const, ['pain-score', id('p', 4)] as const]);
  const toClientId = random.pick(CLIENTS.filter((client) => client !== from));
  return { type: 'move', of, id: moved, fromClientId: from, toClientId };
}

function merge(random: Random): Told {
  const clientId = random.pick(CLIENTS);
  const into = random.pick(CLIENTS.filter((client) => client !== clientId));
  return { type: 'merge', clientId, into, ...(random.chance(0.4) && { undo: true }) };
}

/** So many hours after an instant, in its own offset. */
function later(instant: string, hours: number): string {
  const offset = instant.slice(-6);
  const minutes =
    (offset.startsWith('-') ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)));
  const local = new Date(Date.parse(instant) + hours * 3_600_000 + minutes * 60_000);
  return local.toISOString().slice(0, 19) + offset;
}
