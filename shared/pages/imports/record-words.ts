import type { RecordType } from '../../records/record.ts';
import { counted } from '../../reports/words/listed.ts';

/** One and several, as people call them. */
const NOUNS: Readonly<Record<RecordType, readonly [string, string]>> = {
  session: ['visit', 'visits'],
  'pain-score': ['score', 'scores'],
  goal: ['goal', 'goals'],
  measurement: ['measurement', 'measurements'],
  consent: ['consent', 'consents'],
  deletion: ['deletion', 'deletions'],
  erasure: ['erasure of a client', 'erasures of clients'],
  move: ['move to another client', 'moves to other clients'],
  merge: ['merge of clients', 'merges of clients'],
  care: ['word on care', 'words on care'],
};

export const recordNoun = (type: RecordType) => NOUNS[type][0];
/** `1,204 visits`. */
export const recordsCounted = (count: number, type: RecordType) => counted(count, ...NOUNS[type]);
