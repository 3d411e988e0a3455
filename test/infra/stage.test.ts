import { describe, expect, test } from 'vitest';
import { readStage } from '../../infra/stage.ts';
import { VAULT, WITH_EDGE } from './synthesized.ts';

const read = (context: Record<string, unknown>) =>
  readStage({ tryGetContext: (key: string) => context[key] });

describe('readStage', () => {
  test('is a dev stage when nothing is said', () => {
    const stage = read({});
    expect(stage.name).toBe('dev');
    expect(stage.prefix).toBe('massage-outcomes-dev');
    expect(stage.retainData).toBe(false);
    expect(stage.asOf).toBeUndefined();
  });

  test('takes the date that pages open as of, and nothing else for it', () => {
    expect(read({ asOf: '2026-09-30' }).asOf).toBe('2026-09-30');
    expect(() => read({ asOf: '2026-09-31' })).toThrow('context value "asOf": expected a date');
    expect(() => read({ asOf: 20260930 })).toThrow('context value "asOf": expected a date');
  });

  test('takes where the pages are, an address of https without a path', () => {
    expect(read({}).pagesUrl).toBeUndefined();
    expect(read({ pagesUrl: 'https://outcomes.example.com/' }).pagesUrl).toBe('https://outcomes.example.com');
    for (const pagesUrl of [
      'http://outcomes.example.com',
      'outcomes.example.com',
      'https://a.example/b',
      7,
    ]) {
      expect(() => read({ pagesUrl })).toThrow('context value "pagesUrl": expected where the pages are');
    }
  });

  test('has an edge where the context names one, and pages are there', () => {
    expect(read({}).edge).toBeUndefined();
    const stage = read({ ...WITH_EDGE, edgeSecret: '2' });
    expect(stage.edge).toEqual({
      domain: WITH_EDGE.edgeDomain,
      certificateArn: WITH_EDGE.edgeCertificate,
      secretNumber: 2,
    });
    expect(read(WITH_EDGE).edge?.secretNumber).toBe(1);
    expect(stage.pagesUrl).toBe('https://outcomes.example.org');
    expect(read({ ...WITH_EDGE, pagesUrl: 'https://outcomes.example.org' }).pagesUrl).toBe(stage.pagesUrl);
  });

  test.each([
    ['edgeDomain', { ...WITH_EDGE, edgeDomain: 'https://outcomes.example.org' }],
    ['edgeDomain', { ...WITH_EDGE, edgeDomain: 'outcomes' }],
    ['edgeDomain', { ...WITH_EDGE, edgeDomain: 7 }],
    ['edgeCertificate', { edgeDomain: WITH_EDGE.edgeDomain }],
    [
      'edgeCertificate',
      { ...WITH_EDGE, edgeCertificate: WITH_EDGE.edgeCertificate.replace('us-east-1', 'eu-west-1') },
    ],
    ['edgeCertificate', { edgeCertificate: WITH_EDGE.edgeCertificate }],
    ['edgeSecret', { edgeSecret: '1' }],
    ['edgeSecret', { ...WITH_EDGE, edgeSecret: '0' }],
    ['edgeSecret', { ...WITH_EDGE, edgeSecret: 'sesame' }],
    ['pagesUrl', { ...WITH_EDGE, pagesUrl: 'https://elsewhere.example.org' }],
  ])('refuses an edge whose %s makes no sense', (key, context) => {
    expect(() => read(context)).toThrow(`context value "${key}": expected `);
  });

  test('takes the vault of another account, and nothing else for it', () => {
    expect(read({}).backupVault).toBeUndefined();
    expect(read({ backupVault: VAULT }).backupVault).toBe(VAULT);
    for (const backupVault of ['outcomes', VAULT.replace('backup-vault', 'plan'), 7, '']) {
      expect(() => read({ backupVault })).toThrow('context value "backupVault": expected the ARN of a vault');
    }
  });

  test('takes how many runs are kept, a whole number', () => {
    expect(read({}).reservedConcurrency).toBeUndefined();
    expect(read({ reservedConcurrency: '20' }).reservedConcurrency).toBe(20);
    for (const reservedConcurrency of ['0', '2.5', '-1', 'all', '']) {
      expect(() => read({ reservedConcurrency })).toThrow(
        'context value "reservedConcurrency": expected a whole',
      );
    }
  });

  test('takes whether runs are traced', () => {
    const tracing = [{}, { tracing: 'off' }, { tracing: 'on' }].map((context) => read(context).tracing);
    expect(tracing).toEqual([false, false, true]);
    expect(() => read({ tracing: 'yes' })).toThrow('context value "tracing": expected on or off');
  });

  test('keeps data in prod', () => {
    expect(read({ stage: 'prod', alarmEmail: 'ops@example.org' }).retainData).toBe(true);
  });

  test('makes no prod whose alarms nobody hears', () => {
    expect(read({}).alarmEmail).toBeUndefined();
    expect(read({ alarmEmail: 'ops@example.org' }).alarmEmail).toBe('ops@example.org');
    expect(() => read({ stage: 'prod' })).toThrow('context value "alarmEmail": expected who hears of alarms');
    for (const alarmEmail of ['ops', '', 7, 'a b@example.org']) {
      expect(() => read({ stage: 'prod', alarmEmail })).toThrow('context value "alarmEmail"');
    }
  });

  test.each([
    [
      'an unknown stage',
      { stage: 'production' },
      'context value "stage": expected one of dev, prod, but found "production"',
    ],
    ['clinics, which are data', { clinics: 'north,south' }, 'context value "clinics": expected none'],
    ['the only programme', { programme: 'low-back' }, 'context value "programme": expected none'],
    ['programmes', { programmes: [] }, 'From clinics in the context'],
  ])('refuses %s and says what was expected', (_, context, message) => {
    expect(() => read(context)).toThrow(message);
  });
});
