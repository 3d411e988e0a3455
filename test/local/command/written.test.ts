import { expect, test } from 'vitest';
import { writtenText } from '../../../infra/local/command/written.ts';

test('each who reads gets a link to what was written, and nobody one to what was not', () => {
  const text = writtenText('/out', { owner: '/out/a clinic/report.html', partner: '/out/releases' });
  expect(text).toContain('are in /out.\n');
  expect(text.split('\n').slice(-2)).toEqual([
    '  owner      file:///out/a%20clinic/report.html',
    '  partner    file:///out/releases',
  ]);
  expect(writtenText('/out', {})).not.toContain('\n');
});
