import type { Mapping, RecordTemplate } from './mapping.ts';
import { nearestCode } from './nearest-code.ts';
import { ownTechniqueMeaning } from './own-technique-name.ts';
import { statusVocabulary } from './status-vocabulary.ts';
import { CODES } from './vocabulary.ts';

/** A word of which nobody has said what it means, and what may be said of it. */
export type OpenWord = {
  /** The field of a form that asks for it. */
  field: string;
  vocabulary: string;
  word: string;
  /** How many rows have it; of one whose meaning the mapping has said they are not counted. */
  rows?: number;
  answers: readonly string[];
  /** What it means for now. */
  now?: string;
  /** The code whose name is nearest. */
  nearest?: string;
};

/** Passes over the rows that have a word: they are no visit of the kind that is kept. */
export const PASS_OVER = 'pass-over';

/** What the statuses of a practice system may mean. */
const STATUS_ANSWERS = ['held', 'no-show', 'cancelled', 'not-held-yet'] as const;

/** Of a word in a score: it says that there is no answer, and not that there is no pain. */
export const NO_ANSWER = 'no-answer';

/** Of a word for a technique: it is one of the clinic's own, which is told apart under the name that the file gives it. */
export const OWN_TECHNIQUE = 'own-technique';

const SCORE_ANSWERS = [...Array.from({ length: 11 }, (_, score) => String(score)), NO_ANSWER];
/** Of so many words of one vocabulary it is asked at once, the most frequent first. */
const ASKED = 40;

/**
 * The words that a mapping leaves open, as they were found in a file.
 *
 * @param unknownWords each with its rows, by vocabulary, the most frequent first
 */
export function openWords(
  mapping: Mapping,
  unknownWords: Readonly<Record<string, readonly (readonly [word: string, rows: number])[]>>,
): OpenWord[] {
  const unknown = Object.entries(unknownWords).flatMap(([vocabulary, words], index) => {
    const answers = answersFor(mapping, vocabulary);
    if (!answers) return [];
    return words.slice(0, ASKED).map(([word, rows], at): OpenWord => {
      const nearest = CODES[vocabulary] && nearestCode(vocabulary, word);
      return {
        ...{
          field: `word.${index}.${at}`,
          vocabulary,
          word,
          rows,
          answers: withOwn(answers, vocabulary, word),
        },
        ...(nearest !== undefined && { nearest }),
      };
    });
  });
  return [...unknown, ...wordsOutsideCatalogue(mapping)];
}

/** Words that count as other, of which the clinic may tell each apart under a name of its own. */
function wordsOutsideCatalogue(mapping: Mapping): OpenWord[] {
  const vocabulary = 'technique';
  const answers = answersFor(mapping, vocabulary)!;
  return Object.entries(mapping.vocabularies?.[vocabulary] ?? {})
    .filter(([word, code]) => code === 'other' && ownTechniqueMeaning(word) !== undefined)
    .slice(0, ASKED)
    .map(([word], at) => ({
      ...{ field: `word.other.${at}`, vocabulary, word, now: 'other' },
      answers: withOwn(answers, vocabulary, word),
    }));
}

const withOwn = (answers: readonly string[], vocabulary: string, word: string) =>
  vocabulary === 'technique' && ownTechniqueMeaning(word) !== undefined
    ? [OWN_TECHNIQUE, ...answers]
    : answers;

function answersFor(mapping: Mapping, vocabulary: string): readonly string[] | undefined {
  if (mapping.rows?.some((_, rule) => statusVocabulary(rule) === vocabulary)) return STATUS_ANSWERS;
  if (wordScores(mapping, vocabulary).length > 0) return SCORE_ANSWERS;
  const codes = CODES[vocabulary];
  return codes && (columnOfWords(mapping, vocabulary) === undefined ? codes : [...codes, PASS_OVER]);
}

/** The columns whose texts are the words of a vocabulary, where a cell is one word. */
export function columnOfWords({ records }: Mapping, vocabulary: string): string | undefined {
  const field = vocabulary === 'technique' ? 'techniques' : vocabulary;
  const rules = records.flatMap(({ fields }) => (fields[field] ? [fields[field]] : []));
  const whole = rules.find((rule) => 'column' in rule && !('split' in rule && rule.split !== undefined));
  return whole && 'column' in whole ? whole.column : undefined;
}

/** The records in which a field is a score that is written in words. */
export function wordScores({ records }: Mapping, field: string): RecordTemplate[] {
  return records.filter(({ fields }) => {
    const rule = fields[field];
    return rule && 'score' in rule && rule.score?.form === 'words';
  });
}
