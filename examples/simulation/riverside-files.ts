import { csvRow, csvTable } from './csv-text.ts';
import { brokenJson, type PlantedLine } from './mistakes.ts';
import { ndjsonFile, type SampleFile, textFile } from './sample-file.ts';
import type { ClinicRecords } from './simulate-clinic.ts';

/** Columns of each CSV, as a practice system might order them. */
const SESSION_COLUMNS = [
  'clinicId',
  'sessionId',
  'clientId',
  'therapistId',
  'startedAt',
  'endedAt',
  'complaint',
  'techniques',
  'painBefore',
  'painAfter',
  'phases.intake',
  'phases.assessment',
  'phases.preparation',
  'phases.hands-on',
  'phases.post-treatment',
  'phases.aftercare',
  'assessments',
  'rangeOfMotion',
  'referral',
  'aftercare',
  'recordedAt',
];
const GOAL_COLUMNS = [
  'clinicId',
  'goalId',
  'clientId',
  'therapistId',
  'kind',
  'measure',
  'bodyRegion',
  'unit',
  'baseline',
  'target',
  'targetChangePercent',
  'startsOn',
  'dueOn',
  'weight',
  'levels.-2',
  'levels.-1',
  'levels.0',
  'levels.1',
  'levels.2',
  'recordedAt',
];
const MEASUREMENT_COLUMNS = ['clinicId', 'measurementId', 'clientId', 'goalId', 'at', 'value', 'recordedAt'];
const CONSENT_COLUMNS = ['clinicId', 'clientId', 'partnerReports', 'recordedAt'];

/** Riverside's practice system exports CSV; its journal comes from another program, as NDJSON. */
export function riversideFiles(records: ClinicRecords): SampleFile[] {
  return [
    csvFile('riverside/sessions.csv', SESSION_COLUMNS, records.sessions, sessionMistakes(records)),
    ndjsonFile('riverside/journal.ndjson', records.scores, journalMistakes(records)),
    // As a spreadsheet saves it: with a byte order mark and CRLF.
    csvFile('riverside/goals.csv', GOAL_COLUMNS, records.goals, goalMistakes(records), {
      start: '\uFEFF',
      lineEnd: '\r\n',
    }),
    csvFile('riverside/measurements.csv', MEASUREMENT_COLUMNS, records.measurements, []),
    csvFile('riverside/consents.csv', CONSENT_COLUMNS, records.consents, []),
    ndjsonFile('riverside/corrections.ndjson', records.corrections, []),
  ];
}

function csvFile(
  path: string,
  columns: readonly string[],
  records: readonly object[],
  planted: readonly PlantedLine[],
  format?: { start: string; lineEnd: string },
): SampleFile {
  const { rows } = csvTable(columns, records);
  return textFile(path, [columns.join(','), ...rows], planted, format);
}

function sessionMistakes({ sessions }: ClinicRecords): PlantedLine[] {
  const broken = (index: number, number: number, changes: Record<string, unknown>) =>
    csvRow(SESSION_COLUMNS, { ...sessions[index], sessionId: `r-s-9${number}`, ...changes });
  const [first, second] = [sessions[10]!, sessions[20]!];
  return [
    {
      position: 0.05,
      text: broken(40, 1, { painBefore: '7.5' }),
      expected: 'not-an-integer',
      field: 'painBefore',
    },
    {
      position: 0.1,
      text: broken(41, 2, { painBefore: '7/10' }),
      expected: 'wrong-type',
      field: 'painBefore',
    },
    { position: 0.2, text: broken(42, 3, { painAfter: '11' }), expected: 'out-of-range', field: 'painAfter' },
    {
      position: 0.3,
      text: broken(43, 4, { startedAt: '31/04/2026 10:00' }),
      expected: 'invalid-instant',
      field: 'startedAt',
    },
    {
      position: 0.4,
      text: broken(44, 5, { startedAt: sessions[44]!.startedAt.slice(0, 19) }),
      expected: 'instant-without-offset',
      field: 'startedAt',
    },
    {
      position: 0.5,
      text: broken(45, 6, { startedAt: sessions[45]!.endedAt, endedAt: sessions[45]!.startedAt }),
      expected: 'inconsistent',
      field: 'endedAt',
    },
    {
      position: 0.6,
      text: broken(46, 7, { complaint: 'bad back' }),
      expected: 'unknown-code',
      field: 'complaint',
    },
    { position: 0.7, text: csvRow(SESSION_COLUMNS, first), expected: 'duplicate', field: '' },
    {
      position: 0.8,
      text: csvRow(SESSION_COLUMNS, { ...second, aftercare: ['heat', 'cold'] }),
      expected: 'conflict',
      field: 'recordedAt',
    },
  ];
}

function journalMistakes({ scores }: ClinicRecords): PlantedLine[] {
  const broken = (index: number, number: number, changes: Record<string, unknown>) =>
    brokenJson(scores[index]!, { scoreId: `r-p-9${number}`, ...changes });
  return [
    { position: 0.1, text: broken(50, 1, { pain: 7.5 }), expected: 'not-an-integer', field: 'pain' },
    {
      position: 0.3,
      text: broken(51, 2, { clientName: 'A. Client' }),
      expected: 'unknown-field',
      field: 'clientName',
    },
    { position: 0.5, text: broken(52, 3, { pain: '7/10' }), expected: 'wrong-type', field: 'pain' },
    { position: 0.7, text: broken(53, 4, { pain: -1 }), expected: 'out-of-range', field: 'pain' },
  ];
}

function goalMistakes({ goals }: ClinicRecords): PlantedLine[] {
  const text = csvRow(GOAL_COLUMNS, { ...goals[3], goalId: 'r-g-901', startsOn: '31/04/2026' });
  return [{ position: 0.5, text, expected: 'invalid-date', field: 'startsOn' }];
}
