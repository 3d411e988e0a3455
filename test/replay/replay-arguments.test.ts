import { describe, expect, it } from 'vitest';
import { letterWords } from '../../infra/replay/letter-words.ts';
import { readReplayArguments } from '../../infra/replay/replay-arguments.ts';

describe('the command line of replay', () => {
  it('shows unless it is told to send', () => {
    expect(readReplayArguments(['--stage', 'prod'], {})).toEqual({ asked: 'show', stage: 'prod' });
    expect(readReplayArguments(['--yes', '--queue', 'importing'], { STAGE: 'dev' })).toEqual({
      ...{ asked: 'send', stage: 'dev', queue: 'importing' },
    });
    expect(readReplayArguments(['-h'], {})).toEqual({ asked: 'help' });
  });

  it.each([
    [[], 'Which stage? Give --stage NAME or set STAGE.'],
    [['--stage', 'Prod *'], '--stage Prod *: expected a name such as prod.'],
    [['--stage', 'prod', 'x'], 'x: expected options only.'],
    [['--stage', 'prod', '--no'], "Unknown option '--no'."],
  ])('refuses %j', (argv, sentence) => {
    expect(() => readReplayArguments(argv, {})).toThrow(sentence);
  });
});

describe('what a message asks for', () => {
  const s3 = { bucket: { name: 'b' }, object: { key: 'clinic%3Dnorth/may+1.csv' } };
  it.each([
    [
      { Records: [{ eventTime: '2026-11-29T10:00:00Z', s3 }] },
      'the file clinic=north/may 1.csv, which came 2026-11-29T10:00:00Z',
    ],
    [
      { continuation: { key: 'clinic=north/a.csv', resumeAt: { line: 9, byte: 1 } } },
      'the file clinic=north/a.csv, from line 9 on',
    ],
    [
      { undoing: { bucket: 'b', key: 'clinic=north/a.csv.import/undo-asked.json' } },
      'an undoing, asked by clinic=north/a.csv.import/undo-asked.json',
    ],
    [{ work: 'forget-client', clinicId: 'north', client: 'pseudonym' }, 'forget-client, of north'],
    [
      { clinicId: 'north', release: { programme: 'p', period: '2026Q3', revision: 1 } },
      'counting north for p 2026Q3 revision 1',
    ],
    [
      { scheduledTime: '2026-11-23T04:00:00Z', clinics: ['north', 'south'] },
      'the run of 2026-11-23T04:00:00Z, of north, south',
    ],
    [{ scheduledTime: '2026-11-23T04:00:00Z' }, 'the run of 2026-11-23T04:00:00Z'],
    [
      { DDBStreamBatchInfo: { streamArn: 'arn:aws:dynamodb:eu:1:table/records/stream/x', batchSize: 1 } },
      '1 change of records',
    ],
    [{ hello: 'pseudonym' }, 'a message that is none of ours'],
  ])('is told of %j', (body, words) => {
    expect(letterWords(JSON.stringify(body))).toBe(words);
  });

  it('is told of what is no message', () => expect(letterWords('{')).toBe('a message that is none of ours'));
});
