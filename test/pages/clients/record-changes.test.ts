import { describe, expect, it } from 'vitest';
import { recordChanges, type ShownChanges } from '../../../shared/pages/clients/record-changes.ts';
import { clinicTimes } from '../../../shared/pages/frame/when-cell.ts';
import type { Fact } from '../../../shared/records/record.ts';
import type { Held } from '../../../shared/records/versions/held.ts';

const AT = '2026-08-03T10:00:00Z';
const came = { arrivedAt: AT, door: 'therapist', author: 't-1' } as const;
const toldBy = { times: clinicTimes('UTC'), own: [], called: new Map([['t-1', 'Bea (t-1)']]) };
const session = (therapistId: string): Held<Fact> => ({
  ...{ type: 'session', sessionId: 's-1', therapistId, complaint: 'neck-pain', recordedAt: AT },
  ...{ startedAt: AT, endedAt: '2026-08-03T11:00:00Z', painBefore: 7, painAfter: 4 },
  techniques: [{ technique: 'deep-tissue', minutes: 50 }],
});
const care: Held<Fact> = {
  type: 'care',
  therapistId: 't-1',
  from: '2026-08-03',
  until: null,
  recordedAt: AT,
};

describe('the history of a client', () => {
  it('names therapists who are members, and says of others their id', () => {
    const version = (content: Held<Fact>, author = 't-1') => ({ ...came, author, recordedAt: AT, content });
    const records: ShownChanges[] = [
      { of: 'session', id: 's-1', versions: [version(session('t-1')), version(session('t-9'))], events: [] },
      { of: 'care', id: 't-1', versions: [version(care, 't-9')], events: [] },
    ];
    const shown = recordChanges('x'.repeat(43), { records, merges: [] }, toldBy).toString();
    expect(shown).toContain('Care by therapist Bea (t-1)');
    expect(shown).toContain('>therapist Bea (t-1)<');
    expect(shown).toContain(', therapist Bea (t-1), neck pain');
    expect(shown).toContain('>therapist t-9<');
    expect(shown).toContain(', therapist t-9, neck pain');
  });
});
