import { describe, expect, it } from 'vitest';
import type { TechniqueClaims } from '../../shared/claims/contract.ts';
import { bundleOf } from '../../shared/fhir/bundle.ts';
import { CODE_SYSTEMS } from '../../shared/fhir/code-systems.ts';
import { measureReport } from '../../shared/fhir/measure-report.ts';
import { writeOutcomes } from '../../shared/fhir/write-outcomes.ts';
import { patientOf, type Resource } from '../../shared/fhir/write-parts.ts';
import { isWritable, writeRecord } from '../../shared/fhir/write-record.ts';
import type { SessionOutcome } from '../../shared/outcomes/session-outcome.ts';
import { parseRecord, type SentRecord } from '../../shared/records/record.ts';
import { contractExamples } from '../records/contract-examples.ts';
import { faultsOf } from './r4.ts';
import { itemsOf, type Resource as Sent } from './resources.ts';

const OWNER = { clinicId: 'riverside', clientId: 'c-001' };
const { session, painScore, goal, measurement, consent } = contractExamples();
const visit = { ...session, sessionId: 's_0001:2026', painAfter: 0 };
/** Of a target in percent, and of a task that is done or not. */
const recovery = {
  ...goal,
  ...{ goalId: 'g-10', kind: 'performance', measure: 'recovery-hours', unit: 'hours', baseline: 48 },
  ...{ target: undefined, targetChangePercent: -20, bodyRegion: undefined, levels: undefined },
};
const task = {
  ...goal,
  goalId: 'g-11',
  kind: 'mobility',
  measure: 'task:top-shelf',
  unit: 'yes-no',
  baseline: 0,
  target: 1,
};
const INPUTS = [visit, painScore, goal, recovery, task, measurement, consent];
const RECORDS = INPUTS.map((input) => {
  const parsed = parseRecord(input);
  if (!('record' in parsed) || !isWritable(parsed.record)) throw new Error(JSON.stringify(parsed));
  return parsed.record;
});
const OUTCOME: SessionOutcome = {
  ...{ sessionId: 's_0001:2026', therapistId: 't-01', complaint: 'chronic-low-back-pain' },
  ...{ startedAt: visit.startedAt, endedAt: visit.endedAt, technique: 'deep-tissue', minutes: 65.5 },
  combination: ['deep-tissue', 'trigger-point-therapy'],
  ...{ painBefore: 7, painAfter: 0, sustainedPain: 8 },
  recovery: { event: true, after: 36_000, by: 90_000 },
  relief: { event: false, last: 172_800 },
  sorenessReports: [],
  painReports: [],
};

describe('records and outcomes as FHIR', () => {
  it('keeps every field that a session and a goal can have', async () => {
    const items = await itemsOf(bundleOf(RECORDS.flatMap(writeRecord)) as Sent);
    const read = items.flatMap((item): SentRecord[] => ('record' in item ? [item.record] : []));
    expect(read).toEqual(RECORDS);
  });

  it('says what became of a session: falls in points, times between two reports or beyond the last', () => {
    const byCode = new Map(
      writeOutcomes(OWNER, OUTCOME).map((resource) => [codeOf(resource), resource] as const),
    );
    expect(byCode.get('immediate-improvement')).toMatchObject({ valueQuantity: { value: 7 } });
    expect(byCode.get('sustained-improvement')).toMatchObject({ valueQuantity: { value: -1 } });
    expect(byCode.get('recovery-time')).toMatchObject({
      valueRange: { low: { value: 10, code: 'h' }, high: { value: 25, code: 'h' } },
    });
    expect(byCode.get('relief-duration')).toMatchObject({ valueQuantity: { value: 48, comparator: '>' } });
    expect(
      writeOutcomes(OWNER, {
        ...OUTCOME,
        painBefore: undefined,
        recovery: undefined,
        relief: undefined,
      } as never),
    ).toEqual([]);
  });

  it('leads from every reference to a resource of the same Bundle', () => {
    const resources = [patientOf(OWNER), ...RECORDS.flatMap(writeRecord), ...writeOutcomes(OWNER, OUTCOME)];
    const names = new Set(resources.map(({ resourceType, id }) => `${resourceType}/${id}`));
    expect(names.size).toBe(resources.length);
    const referred = [...JSON.stringify(resources).matchAll(/"reference":"([^"]*)"/g)].map(
      ([, name]) => name!,
    );
    expect(referred.length).toBeGreaterThan(20);
    expect(referred.filter((name) => !names.has(name))).toEqual([]);
  });

  it('holds the definitions of R4', () => {
    const claims = [
      {
        ...{ technique: 'deep-tissue', sessions: 40, clients: 22 },
        improvement: { mean: 2.5, ci95: [2, 3], sessions: 38 },
        lasting: { withheld: 'only 4 clients have both scores' },
        course: { withheld: 'only 4 clients have both scores' },
      },
    ] as unknown as TechniqueClaims[];
    const period = { start: '2026-07-01', end: '2026-08-31' };
    const at = new Date('2026-09-01T06:00:00Z');
    const report = measureReport('riverside', period, claims, at);
    const all = [
      ...CODE_SYSTEMS,
      ...RECORDS.flatMap(writeRecord),
      ...writeOutcomes(OWNER, OUTCOME),
      report,
      measureReport('riverside', { ...period, start: '2026-08-01' }, [], at),
    ];
    for (const resource of all) expect(faultsOf(resource), resource.resourceType).toEqual([]);
    for (const resources of [all, []]) {
      expect(faultsOf(bundleOf(resources as Resource[]) as never)).toEqual([]);
    }
    const text = JSON.stringify(report);
    expect(text).toContain('"value":2.5');
    expect(text).toContain('only 4 clients have both scores');
    expect(text).not.toContain('Patient/');
  });
});

function codeOf(resource: Resource): string {
  return (resource['code'] as { coding: { code: string }[] }).coding[0]!.code;
}
