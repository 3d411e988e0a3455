import { brokenJson, type PlantedLine } from './mistakes.ts';
import { ndjsonFile, type SampleFile } from './sample-file.ts';
import type { ClinicRecords } from './simulate-clinic.ts';

/** Harbour's system exports NDJSON throughout; its last journal export broke off in the middle of a line. */
export function harbourFiles(records: ClinicRecords): SampleFile[] {
  const journal = ndjsonFile('harbour/journal.ndjson', records.scores, journalMistakes(records));
  return [
    ndjsonFile('harbour/sessions.ndjson', records.sessions, sessionMistakes(records)),
    { ...journal, text: journal.text.trimEnd() },
    ndjsonFile('harbour/goals.ndjson', [...records.goals, ...records.measurements], []),
    ndjsonFile('harbour/consents.ndjson', records.consents, []),
    ndjsonFile('harbour/corrections.ndjson', records.corrections, []),
  ];
}

function sessionMistakes({ sessions }: ClinicRecords): PlantedLine[] {
  const broken = (index: number, number: number, changes: Record<string, unknown>) =>
    brokenJson(sessions[index]!, { sessionId: `h-s-9${number}`, ...changes });
  return [
    { position: 0.2, text: broken(30, 1, { painBefore: 11 }), expected: 'out-of-range', field: 'painBefore' },
    {
      position: 0.4,
      text: broken(31, 2, { therapistId: undefined }),
      expected: 'missing-field',
      field: 'therapistId',
    },
    {
      position: 0.6,
      text: broken(32, 3, { techniques: [{ technique: 'hot-stone', minutes: 60 }] }),
      expected: 'unknown-code',
      field: 'techniques[0].technique',
    },
    // The same version as one line earlier, with another referral: which of the two is true?
    {
      position: 0.8,
      text: brokenJson(sessions[5]!, { referral: 'other' }),
      expected: 'conflict',
      field: 'recordedAt',
    },
  ];
}

function journalMistakes({ scores }: ClinicRecords): PlantedLine[] {
  const broken = (index: number, number: number, changes: Record<string, unknown>) =>
    brokenJson(scores[index]!, { scoreId: `h-p-9${number}`, ...changes });
  return [
    {
      position: 0.25,
      text: broken(60, 1, { at: scores[60]!.at.slice(0, 19) }),
      expected: 'instant-without-offset',
      field: 'at',
    },
    {
      position: 0.5,
      text: broken(61, 2, { pain: undefined, soreness: undefined }),
      expected: 'inconsistent',
      field: 'pain',
    },
    { position: 0.75, text: JSON.stringify(scores[100]), expected: 'duplicate', field: '' },
    { position: 1, text: JSON.stringify(scores.at(-1)).slice(0, 61), expected: 'invalid-json', field: '' },
  ];
}
