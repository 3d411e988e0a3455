import * as z from 'zod';
import { AFTERCARE, COMPLAINTS, PHASES, type Phase, TECHNIQUES } from '../records/catalogue.ts';
import { id, oneOf, score } from '../records/fields.ts';
import type { Held } from '../records/held.ts';
import type { Session } from '../records/session.ts';
import { type TypedFields, typedText } from './typed.ts';

/** A technique that a form offers, and what was typed of it. */
type TechniqueRow = {
  technique: string;
  chosen: boolean;
  minutes: string;
  region: string;
  pressure: string;
};
/** A movement that was measured, as typed: degrees before, after or both. */
type MovementRow = { movement: string; side: string; before: string; after: string };

/** A visit as it stands in its form: text as it was typed, right or wrong. */
export type VisitDraft = {
  sessionId: string;
  therapistId: string;
  complaint: string;
  date: string;
  from: string;
  /** Empty: it ended when the minutes of its techniques were over. */
  to: string;
  before: string;
  after: string;
  techniques: TechniqueRow[];
  phases: Readonly<Record<Phase, string>>;
  movements: MovementRow[];
  aftercare: readonly string[];
};

/** As long as anything is that a field of the form takes. */
const typed = z.string().max(120);

/** The rest is kept as it was typed, and judged when the visit is recorded. */
export const begunVisitSchema = z.object({
  sessionId: id,
  therapistId: id,
  complaint: oneOf(COMPLAINTS),
  date: z.string(),
  from: z.string(),
  painBefore: score,
  to: typed,
  phases: z.record(z.enum(PHASES), typed),
  movements: z.array(z.object({ movement: typed, side: typed, before: typed, after: typed })),
  aftercare: z.array(z.enum(AFTERCARE)),
});

/** What is held of a visit that has begun and is not over: no record yet, as no technique was given. */
export type BegunVisit = z.infer<typeof begunVisitSchema>;

/** The same from the text that it is kept as. */
export const begunVisitIn = (text: string): BegunVisit => begunVisitSchema.parse(JSON.parse(text));

const DEFAULT_MINUTES = '45';
/** Rows for movements beyond those that are held. */
const FREE_MOVEMENTS = 2;
const MOST_ROWS = 60;
const NO_MOVEMENT = { movement: '', side: '', before: '', after: '' };
const NO_MOVEMENTS = Array.from({ length: FREE_MOVEMENTS }, () => NO_MOVEMENT);
const NO_PHASES = Object.fromEntries(PHASES.map((phase) => [phase, ''])) as Record<Phase, string>;

/** How a form for a new visit opens. */
export type VisitStart = Pick<VisitDraft, 'sessionId' | 'therapistId' | 'date' | 'from'> & {
  /** The client's last visit, by which complaint and minutes are offered. */
  last?: Held<Session> | undefined;
  /** The clinic's usual techniques first. */
  usual: readonly string[];
  begun?: BegunVisit | undefined;
};

/** A new visit: nothing is chosen but the complaint of the last one, and what was said when it began. */
export function newVisit({ last, usual, begun, ...start }: VisitStart): VisitDraft {
  return {
    ...start,
    ...{ complaint: last?.complaint ?? '', to: '', before: '', after: '' },
    ...{ phases: NO_PHASES, movements: NO_MOVEMENTS, aftercare: [] },
    ...(begun && whatHasBegun(begun)),
    techniques: offered([], usual, last),
  };
}

function whatHasBegun({ painBefore, movements, ...begun }: BegunVisit): Partial<VisitDraft> {
  return { ...begun, before: String(painBefore), movements: [...movements, ...NO_MOVEMENTS] };
}

/** A visit that is held, to be corrected or completed. */
export function heldVisit(session: Held<Session>, usual: readonly string[]): VisitDraft {
  const { sessionId, therapistId, complaint, startedAt, endedAt, painBefore, painAfter } = session;
  return {
    ...{ sessionId, therapistId, complaint },
    ...{ date: startedAt.slice(0, 10), from: startedAt.slice(11, 16), to: endedAt.slice(11, 16) },
    ...{ before: textOf(painBefore), after: textOf(painAfter) },
    techniques: offered(session.techniques, usual, session),
    phases: Object.fromEntries(
      PHASES.map((phase) => [phase, textOf(session.phases?.[phase])]),
    ) as VisitDraft['phases'],
    movements: [
      ...(session.rangeOfMotion ?? []).map(({ movement, side = '', before, after }) => {
        return { movement, side, before: textOf(before), after: textOf(after) };
      }),
      ...NO_MOVEMENTS,
    ],
    aftercare: session.aftercare ?? [],
  };
}

/** Those that were given, then all others, the usual ones first. */
function offered(
  given: Session['techniques'],
  usual: readonly string[],
  last: Pick<Session, 'techniques'> | undefined,
): TechniqueRow[] {
  const chosen = given.map(({ technique, minutes, bodyRegion = '', pressure = '' }) => {
    return { technique, chosen: true, minutes: textOf(minutes), region: bodyRegion, pressure };
  });
  const named = new Set<string>(given.map(({ technique }) => technique));
  const others = [...new Set([...usual, ...TECHNIQUES])].filter((technique) => !named.has(technique));
  const minutesOf = (technique: string) => {
    const before = last?.techniques.find((entry) => entry.technique === technique);
    return before ? textOf(before.minutes) : DEFAULT_MINUTES;
  };
  return [
    ...chosen,
    ...others.map((technique) => {
      return { technique, chosen: false, minutes: minutesOf(technique), region: '', pressure: '' };
    }),
  ];
}

const textOf = (number: number | undefined): string => (number === undefined ? '' : String(number));

/** What was sent, as it was typed. */
export function sentVisit(fields: TypedFields): VisitDraft {
  const text = (name: string) => typedText(fields, name);
  const rows = (name: string) =>
    Array.from({ length: MOST_ROWS }, (_, index) => index).filter(
      (index) => fields[`${name}-${index}`] !== undefined,
    );
  return {
    sessionId: text('sessionId'),
    therapistId: text('therapistId'),
    complaint: text('complaint'),
    ...{ date: text('date'), from: text('from'), to: text('to') },
    ...{ before: text('before'), after: text('after') },
    techniques: rows('row').map((index) => ({
      technique: text(`row-${index}`),
      chosen: fields[`technique-${index}`] !== undefined,
      minutes: text(`minutes-${index}`),
      region: text(`region-${index}`),
      pressure: text(`pressure-${index}`),
    })),
    phases: Object.fromEntries(
      PHASES.map((phase) => [phase, text(`phase-${phase}`)]),
    ) as VisitDraft['phases'],
    movements: rows('movement').map((index) => ({
      movement: text(`movement-${index}`),
      side: text(`side-${index}`),
      before: text(`degrees-before-${index}`),
      after: text(`degrees-after-${index}`),
    })),
    aftercare: AFTERCARE.filter((each) => fields[`aftercare-${each}`] !== undefined),
  };
}

/** Whether a visit has only begun: there is the score before it, and nothing of what was done. */
export function hasOnlyBegun({ before, after, techniques }: VisitDraft): boolean {
  return before !== '' && after === '' && techniques.every(({ chosen }) => !chosen);
}
