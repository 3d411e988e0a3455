import type { RECALL_WINDOWS } from '../records/catalogue.ts';
import { INSTRUMENT_NAMES, type InstrumentName, isCodedAs } from '../records/scales.ts';

/** What a question asks: of how long back, and of what. */
export type Question =
  | { window: (typeof RECALL_WINDOWS)[number] | 'past-four-weeks' }
  /** The total of an instrument, which the form has computed. */
  | { instrument: InstrumentName };

/** The question of a form that is made of LOINC itself: its code is the linkId. */
const LOINC_QUESTIONS: ReadonlyMap<string, Question> = new Map([
  ['72514-3', { window: 'now' }],
  ['/72514-3', { window: 'now' }],
]);

const S4H = 'http://fhir.smart4health.eu/Questionnaire';
/** Forms by name and version, their questions by linkId as they are spelt there: nothing is matched by likeness. */
const QUESTIONNAIRES: ReadonlyMap<string, ReadonlyMap<string, Question>> = new Map([
  ...['0.0.1', '1.0.0'].map(
    (version) =>
      [
        `${S4H}/pre-training-questionnaire|${version}`,
        new Map([['back_pain_level_before', { window: 'now' }]]),
      ] as const,
  ),
  [
    `${S4H}/pre-session-questionnaire|0.1.0`,
    new Map([
      ['current_back_pain_level', { window: 'now' }],
      ['average_back_pain_level', { window: 'past-four-weeks' }],
      ['max_back_pain_level_4w', { window: 'past-four-weeks' }],
    ]),
  ],
  [
    `${S4H}/post-session-questionnaire|0.1.0`,
    new Map([
      ['current_pain_level', { window: 'now' }],
      ['average_pain_level', { window: 'past-four-weeks' }],
      ['maximimum_pain_level', { window: 'past-four-weeks' }],
    ]),
  ],
] as [string, ReadonlyMap<string, Question>][]);

/** What a question of a form asks about pain, or of which instrument it is the total; undefined for any other question. */
export function questionOf(questionnaire: string | undefined, linkId: string): Question | undefined {
  return (
    (questionnaire && QUESTIONNAIRES.get(questionnaire)?.get(linkId)) ||
    LOINC_QUESTIONS.get(linkId) ||
    totalOf(linkId)
  );
}

/** The total of an instrument by its code of LOINC, as the forms that are made of LOINC have it. */
function totalOf(linkId: string): Question | undefined {
  const code = linkId.replace(/^\//, '');
  const instrument = INSTRUMENT_NAMES.find((name) => isCodedAs(name, [code]));
  return instrument && { instrument };
}
