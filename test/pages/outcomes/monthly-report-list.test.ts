import { describe, expect, it } from 'vitest';
import { monthlyReportList } from '../../../shared/pages/outcomes/monthly-report-list.ts';

describe('the list of monthly reports', () => {
  it('says whom the ids in the files stand for, where a name is known', () => {
    const called = new Map([
      ['h-t-1', 'Bea <Silva> (h-t-1)'],
      ['h-t-2', 'h-t-2'],
    ]);
    const list = monthlyReportList(['2026-08'], called).toString();
    expect(list).toContain('<li>Bea &lt;Silva&gt; (h-t-1)</li>');
    expect(list).not.toContain('h-t-2');
  });

  it('speaks of no ids where nobody has a name, or nothing is written', () => {
    const called = new Map([['h-t-1', 'Bea (h-t-1)']]);
    expect(monthlyReportList(['2026-08'], new Map()).toString()).not.toContain('Who is who');
    expect(monthlyReportList([], called).toString()).not.toContain('Who is who');
  });
});
