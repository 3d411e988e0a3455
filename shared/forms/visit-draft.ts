import { AFTERCARE, PHASES, type Phase, TECHNIQUES } from '../records/catalogue.ts';
import { type OwnTechnique, spelledTechnique, spellTechnique } from '../records/own-technique.ts';
import type { Session } from '../records/session.ts';
import type { Held } from '../records/versions/held.ts';
import { type TypedFields, typedText } from './typed.ts';

/** A technique that a form offers, and what was typed of it. */
export type TechniqueRow = {
  /**
   * By which its fields are named: of what is offered the place in the catalogue, or the clinic's own code, so that it is the
   * same in each form.
   */
  row: number | string;
  /** Once more, elsewhere: which technique it is, is chosen, or none. */
  again: boolean;
  /** With the clinic's own code where it has one, as own-technique.ts spells it. */
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
  /** The phase that was tapped and goes on, and since when, in milliseconds of the tablet's clock. */
  running: { phase: string; since: string };
  movements: MovementRow[];
  aftercare: readonly string[];
};

const DEFAULT_MINUTES = '45';
/** Rows for movements beyond those that are held. */
const FREE_MOVEMENTS = 2;
/** Rows for techniques that were given once more, beyond those that are held. */
const FREE_TECHNIQUES = 2;
/** Stands for the technique of a row in which it is chosen. */
export const AGAIN = 'again';
const MOST_ROWS = 60;
const NO_MOVEMENT = { movement: '', side: '', before: '', after: '' };
const NO_MOVEMENTS = Array.from({ length: FREE_MOVEMENTS }, () => NO_MOVEMENT);
const NO_PHASE = { phase: '', since: '' };
const NO_PHASES = Object.fromEntries(PHASES.map((phase) => [phase, ''])) as Record<Phase, string>;

/** How a form for a new visit opens. */
export type VisitStart = Pick<VisitDraft, 'sessionId' | 'therapistId' | 'date' | 'from'> & {
  /** The client's last visit, by which complaint and minutes are offered. */
  last?: Held<Session> | undefined;
  /** The clinic's usual techniques first. */
  usual: readonly string[];
  /** Those outside the catalogue that the clinic lists. */
  own?: readonly OwnTechnique[];
  /** What was typed when it began. */
  begun?: Partial<VisitDraft> | undefined;
};

/** A new visit: nothing is chosen but the complaint of the last one, and what was said when it began. */
export function newVisit({ last, usual, own = [], begun, ...start }: VisitStart): VisitDraft {
  return {
    ...start,
    ...{ complaint: last?.complaint ?? '', to: '', before: '', after: '' },
    ...{ phases: NO_PHASES, running: NO_PHASE, aftercare: [] },
    ...begun,
    movements: [...(begun?.movements ?? []), ...NO_MOVEMENTS],
    techniques: offered([], [...usual, ...TECHNIQUES, ...own.map(spelled)], last),
  };
}

/** A visit that is held, to be corrected or completed. */
export function heldVisit(
  session: Held<Session>,
  usual: readonly string[],
  own: readonly OwnTechnique[] = [],
): VisitDraft {
  const { sessionId, therapistId, complaint, startedAt, endedAt, painBefore, painAfter } = session;
  return {
    ...{ sessionId, therapistId, complaint },
    ...{ date: startedAt.slice(0, 10), from: startedAt.slice(11, 16), to: endedAt.slice(11, 16) },
    ...{ before: textOf(painBefore), after: textOf(painAfter) },
    techniques: offered(session.techniques, [...usual, ...TECHNIQUES, ...own.map(spelled)], session),
    phases: Object.fromEntries(
      PHASES.map((phase) => [phase, textOf(session.phases?.[phase])]),
    ) as VisitDraft['phases'],
    running: NO_PHASE,
    movements: [
      ...(session.rangeOfMotion ?? []).map(({ movement, side = '', before, after }) => {
        return { movement, side, before: textOf(before), after: textOf(after) };
      }),
      ...NO_MOVEMENTS,
    ],
    aftercare: session.aftercare ?? [],
  };
}

/** The field by which a form says that it tells a score of a held visit, and nothing else of it. */
export const SCORE_ALONE = 'scoreAlone';

/** A visit that is held, with a score that was told since. */
export function scoredVisit(
  session: Held<Session>,
  { before, after }: Pick<VisitDraft, 'before' | 'after'>,
): VisitDraft {
  return {
    ...heldVisit(session, []),
    ...(before !== '' && { before }),
    ...(after !== '' && { after }),
  };
}

/** Those that were given, then all others; and room for what was given once more. @param all the usual ones first */
function offered(
  given: Session['techniques'],
  all: readonly string[],
  last: Pick<Session, 'techniques'> | undefined,
): TechniqueRow[] {
  const named = new Set<string>();
  let beyond = TECHNIQUES.length;
  const chosen = given.map((entry): TechniqueRow => {
    const { minutes, bodyRegion = '', pressure = '' } = entry;
    const technique = spellTechnique(entry);
    const again = named.has(technique);
    named.add(technique);
    const told = { technique, minutes: textOf(minutes), region: bodyRegion, pressure };
    return { row: again ? beyond++ : placeOf(technique), again, chosen: true, ...told };
  });
  const others = [...new Set(all)].filter((technique) => !named.has(technique));
  const minutesOf = (technique: string) => {
    const before = last?.techniques.find((entry) => spellTechnique(entry) === technique);
    return before ? textOf(before.minutes) : DEFAULT_MINUTES;
  };
  const open = (row: number | string, again: boolean, technique: string, minutes: string): TechniqueRow => {
    return { row, again, chosen: false, technique, minutes, region: '', pressure: '' };
  };
  return [
    ...chosen,
    ...others.map((technique) => open(placeOf(technique), false, technique, minutesOf(technique))),
    ...Array.from({ length: FREE_TECHNIQUES }, (_, place) => open(beyond + place, true, '', '')),
  ];
}

const spelled = ({ code }: OwnTechnique) => spellTechnique({ technique: 'other', own: code });

const placeOf = (technique: string) =>
  spelledTechnique(technique).own ?? (TECHNIQUES as readonly string[]).indexOf(technique);

const textOf = (number: number | undefined): string => (number === undefined ? '' : String(number));

/** What was sent, as it was typed. */
export function sentVisit(fields: TypedFields): VisitDraft {
  const text = (name: string) => typedText(fields, name);
  // In the order in which they stand on the page: that of the techniques is kept.
  const rows = (name: string) =>
    Object.keys(fields)
      .flatMap((field) => (field.startsWith(`${name}-`) ? [field.slice(name.length + 1)] : []))
      .slice(0, MOST_ROWS);
  return {
    sessionId: text('sessionId'),
    therapistId: text('therapistId'),
    complaint: text('complaint'),
    ...{ date: text('date'), from: text('from'), to: text('to') },
    ...{ before: text('before'), after: text('after') },
    techniques: rows('row').map((row) => {
      const again = text(`row-${row}`) === AGAIN;
      const technique = text(`${again ? 'technique' : 'row'}-${row}`);
      const minutes = text(`minutes-${row}`);
      const chosen = again ? technique + minutes !== '' : fields[`technique-${row}`] !== undefined;
      const where = { region: text(`region-${row}`), pressure: text(`pressure-${row}`) };
      return { row: numbered(row), again, chosen, technique, minutes, ...where };
    }),
    phases: Object.fromEntries(
      PHASES.map((phase) => [phase, text(`phase-${phase}`)]),
    ) as VisitDraft['phases'],
    running: { phase: text('phase-now'), since: text('phase-since') },
    movements: rows('movement').map((index) => ({
      movement: text(`movement-${index}`),
      side: text(`side-${index}`),
      before: text(`degrees-before-${index}`),
      after: text(`degrees-after-${index}`),
    })),
    aftercare: AFTERCARE.filter((each) => fields[`aftercare-${each}`] !== undefined),
  };
}

const numbered = (row: string) => (/^\d{1,3}$/.test(row) ? Number(row) : row);

/** Whether nothing was typed of a movement. */
export const isEmptyMovement = ({ movement, before, after }: MovementRow): boolean =>
  movement === '' && before === '' && after === '';
