import { describe, expect, it } from 'vitest';
import { type Reporter, refusalToReport } from '../../shared/access/may-report.ts';
import { requireRole } from '../../shared/access/principal.ts';
import { ForbiddenError } from '../../shared/errors.ts';
import type { ReportedRecord } from '../../shared/records/record.ts';

const record = (part: object) => part as ReportedRecord;
const principal = (part: object) => ({ clinicId: 'riverside', ...part }) as Reporter;
const session = record({ type: 'session', therapistId: 't-1', clientId: 'c-1' });
const score = record({ type: 'pain-score', clientId: 'c-1' });
const erasure = record({ type: 'erasure', clientId: 'c-1' });

describe('requireRole', () => {
  it('passes the named roles only', () => {
    expect(requireRole({ clinicId: 'riverside', role: 'owner' }, 'owner', 'partner').role).toBe('owner');
    expect(() => requireRole({ clinicId: 'riverside', role: 'recorder' }, 'owner')).toThrow(ForbiddenError);
  });
});

describe('refusalToReport', () => {
  it('lets owners and practice systems report everything', () => {
    for (const role of ['owner', 'recorder']) {
      for (const one of [session, score, erasure]) {
        expect(refusalToReport(principal({ role }), one)).toBeUndefined();
      }
    }
  });

  it('lets a therapist report under her own id only', () => {
    const therapist = (therapistId: string) => principal({ role: 'therapist', therapistId });
    expect(refusalToReport(therapist('t-1'), session)).toBeUndefined();
    expect(refusalToReport(therapist('t-2'), session)).toMatchObject({
      code: 'forbidden',
      path: 'therapistId',
    });
    expect(refusalToReport(therapist('t-1'), erasure)).toMatchObject({ code: 'forbidden' });
  });

  it('lets a therapist report what she measures and what a client says of consent, and take back all but that', () => {
    const therapist = principal({ role: 'therapist', therapistId: 't-1' });
    const taken = (of: string) => refusalToReport(therapist, record({ type: 'deletion', of }))?.code;
    expect(refusalToReport(therapist, record({ type: 'measurement' }))).toBeUndefined();
    expect(refusalToReport(therapist, record({ type: 'consent' }))).toBeUndefined();
    expect(refusalToReport(therapist, score)).toMatchObject({ code: 'forbidden' });
    expect(['session', 'goal', 'measurement'].map(taken)).toEqual([undefined, undefined, undefined]);
    expect(['consent', 'pain-score'].map(taken)).toEqual(['forbidden', 'forbidden']);
  });

  it('lets a client add to his own journal only', () => {
    const client = (clientId: string) => principal({ role: 'client', clientId });
    expect(refusalToReport(client('c-1'), score)).toBeUndefined();
    expect(refusalToReport(client('c-2'), score)).toMatchObject({ code: 'forbidden', path: 'clientId' });
    expect(refusalToReport(client('c-1'), session)).toMatchObject({ code: 'forbidden' });
  });
});
